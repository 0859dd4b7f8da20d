# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# apt with its own sources, lists, status file and archive folder: neither the machine's sources nor its installed packages matter, nothing is installed,
# and root is not needed. Every index and package is verified against Debian's archive keys. To be sourced.

debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The archives of Debian are taken from where the machine's own apt takes them, without the last part of the path; KEYWAY_DEBIAN_MIRROR overrides it.
machine_mirror() {
    find /etc/apt/sources.list /etc/apt/sources.list.d -type f -exec cat {} + 2>/dev/null |
        awk '/^[ \t]*#/ { next } !found && match($0, /https?:\/\/[^] ]+\/debian\/?( |$)/) { found = substr($0, RSTART, RLENGTH); sub(/\/debian\/? ?$/, "", found) } END { print found }' || true
}
debian_mirror=${KEYWAY_DEBIAN_MIRROR:-$(machine_mirror)}

# Standard input: lines "ARCHIVE SUITE ARCHITECTURES COMPONENT...", as in "debian trixie amd64,arm64 main contrib".
make_apt() { # make_apt DIRECTORY DEFAULT-SUITE
    local apt=$1 archive suite architectures components
    [ -n "$debian_mirror" ] || { echo "eng/apt.sh: no Debian archive in this machine's apt sources; set KEYWAY_DEBIAN_MIRROR to the address above debian/" >&2; return 1; }
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/empty.d"
    : >"$apt/status"
    while read -r archive suite architectures components; do
        echo "deb [signed-by=$debian_keyring arch=$architectures] $debian_mirror/$archive $suite $components"
    done >"$apt/sources.list"
    cat >"$apt/apt.conf" <<TEXT
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/empty.d";
Dir::Etc::preferencesparts "$apt/empty.d";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
APT::Architecture "amd64";
APT::Architectures { "amd64"; "arm64"; "riscv64"; };
APT::Default-Release "$2";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "3";
// The signed index of unstable is valid for a week only, and a mirror may lag behind.
Acquire::Check-Valid-Until "false";
TEXT
    with_apt "$apt" apt-get -qq update
}

with_apt() { # with_apt DIRECTORY COMMAND...
    local apt=$1
    shift
    APT_CONFIG=$apt/apt.conf "$@"
}

# Not dpkg -x: it would replace links such as /lib -> usr/lib by directories.
unpack() { # unpack DEB DIRECTORY [TAR ARGUMENT...]
    local deb=$1 directory=$2
    shift 2
    dpkg-deb --fsys-tarfile "$deb" | tar --extract --keep-directory-symlink --no-same-owner --directory "$directory" "$@"
}
