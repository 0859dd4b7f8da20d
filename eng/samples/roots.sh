# SPDX-License-Identifier: Apache-2.0
# Unpacked Debian roots with compilers and kernel headers, made by apt and dpkg -x only: nothing is installed on this machine.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

suites_of() {
    case $1 in
        bookworm) printf '%s\n' "debian bookworm" "debian-security bookworm-security" ;;
        trixie) printf '%s\n' "debian trixie" "debian-security trixie-security" ;;
        forky) printf '%s\n' "debian forky" "debian sid" ;;
    esac
}

architectures_of() {
    case $1 in
        bookworm) echo amd64 ;;
        trixie) echo amd64,arm64 ;;
        forky) echo amd64,riscv64 ;;
    esac
}

# Its own lists, status file and archive folder, so that neither the machine's sources nor its installed packages matter.
write_apt_configuration() {
    local root=$1 apt=$cache/$1/apt archive suite
    mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/empty.d"
    : >"$apt/status"
    suites_of "$root" | while read -r archive suite; do
        echo "deb [signed-by=$keyring arch=$(architectures_of "$root")] $mirror/$archive $suite main"
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
APT::Default-Release "$root";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "3";
// The signed index of unstable is valid for a week only, and a mirror may lag behind.
Acquire::Check-Valid-Until "false";
TEXT
}

with_apt() { # with_apt ROOT COMMAND...
    local root=$1
    shift
    APT_CONFIG=$cache/$root/apt/apt.conf "$@"
}

# The packages with all that they depend on, unpacked into a root that can be entered.
prepare_root() { # prepare_root ROOT PACKAGE...
    local root=$1 directory=$cache/$1/root deb
    shift
    [ -e "$cache/$root/prepared" ] && return
    echo "preparing the $root root"
    rm -rf "$directory"
    write_apt_configuration "$root"
    with_apt "$root" apt-get -qq update
    with_apt "$root" apt-get -qq --yes --download-only install bash coreutils findutils gawk grep kmod make sed xz-utils "$@"
    mkdir -p "$directory"/{usr/bin,usr/sbin,usr/lib,usr/lib64,tmp,dev,proc,build}
    ln -s usr/bin "$directory/bin" && ln -s usr/sbin "$directory/sbin" && ln -s usr/lib "$directory/lib" && ln -s usr/lib64 "$directory/lib64"
    for deb in "$cache/$root"/apt/archives/*.deb; do
        unpack "$deb" "$directory"
    done
    [ -e "$directory/bin/sh" ] || ln -s bash "$directory/bin/sh"
    # What update-alternatives would make.
    [ -e "$directory/bin/awk" ] || ln -s gawk "$directory/bin/awk"
    touch "$cache/$root/prepared"
}

# Not dpkg -x: it would replace the links from /lib to /usr/lib by directories.
unpack() { dpkg-deb --fsys-tarfile "$1" | tar --extract --keep-directory-symlink --no-same-owner --directory "$2"; }

# One kernel's headers; the build tools are the amd64 ones for every architecture.
add_headers() { # add_headers ROOT RELEASE ARCHITECTURE
    local root=$1 release=$2 architecture=$3 directory=$cache/$1/root record version kbuild
    [ -e "$directory/usr/src/linux-headers-$release/Module.symvers" ] && return
    echo "fetching the headers of $release"
    record=$(with_apt "$root" apt-cache --no-all-versions show "linux-headers-$release:$architecture")
    version=$(awk '/^Version:/ { print $2; exit }' <<<"$record")
    kbuild=$(awk 'match($0, /linux-kbuild-[^ ,]*/) { print substr($0, RSTART, RLENGTH); exit }' <<<"$record")
    (
        cd "$cache/$root/apt/archives"
        with_apt "$root" apt-get -qq download "linux-headers-$release:$architecture=$version" "$kbuild:amd64" \
            "linux-headers-${release%-*}-common=$version"
        for deb in linux-headers-"$release"_*.deb "${kbuild}"_*.deb linux-headers-"${release%-*}"-common_*.deb; do
            unpack "$deb" "$directory"
        done
    )
}

record_inputs() {
    (cd "$cache" && find ./*/apt/archives -name '*.deb' -printf '%f\n' -exec sha256sum {} + | sed -n 's|\(^[0-9a-f]\{64\}\)  .*/|\1  |p' | sort -k 2 | uniq) >"$cache/inputs.sha256"
}

# Runs a command inside a root with /build bound to a directory; as root, or as an ordinary user in a user namespace.
inside() { # inside ROOT DIRECTORY COMMAND...
    local directory=$cache/$1/root build=$2 namespace=--mount
    shift 2
    [ "$(id -u)" = 0 ] || namespace="--mount --map-root-user"
    # shellcheck disable=SC2086
    unshare $namespace sh -c '
        mount --rbind /dev "$1/dev" && mount --bind "$2" "$1/build" && root=$1 && shift 2 &&
        exec chroot "$root" /usr/bin/env -i -C /build PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767225600 \
            KBUILD_BUILD_TIMESTAMP=@1767225600 KBUILD_BUILD_USER=keyway KBUILD_BUILD_HOST=keyway "$@"' inside "$directory" "$build" "$@"
}
