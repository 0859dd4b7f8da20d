# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Unpacked Debian roots with compilers and kernel headers: nothing is installed on this machine. Needs eng/apt.sh.

sources_of() {
    case $1 in
        bookworm) printf '%s\n' "debian bookworm amd64 main" "debian-security bookworm-security amd64 main" ;;
        trixie) printf '%s\n' "debian trixie amd64,arm64 main" "debian-security trixie-security amd64,arm64 main" ;;
        forky) printf '%s\n' "debian forky amd64,riscv64 main" "debian sid amd64,riscv64 main" ;;
    esac
}

in_root() { # in_root ROOT APT-COMMAND...
    local root=$1
    shift
    [ -e "$cache/$root/apt/apt.conf" ] || make_apt "$cache/$root/apt" "$root" < <(sources_of "$root")
    with_apt "$cache/$root/apt" "$@"
}

# The packages with all that they depend on, unpacked into a root that can be entered.
prepare_root() { # prepare_root ROOT PACKAGE...
    local root=$1 directory=$cache/$1/root deb
    shift
    [ -e "$cache/$root/prepared" ] && return
    echo "preparing the $root root"
    rm -rf "$directory"
    in_root "$root" apt-get -qq --yes --download-only install bash coreutils findutils gawk grep kmod make sed xz-utils "$@"
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

# One kernel's headers; the build tools are the amd64 ones for every architecture.
add_headers() { # add_headers ROOT RELEASE ARCHITECTURE
    local root=$1 release=$2 architecture=$3 directory=$cache/$1/root record version kbuild
    [ -e "$directory/usr/src/linux-headers-$release/Module.symvers" ] && return
    echo "fetching the headers of $release"
    record=$(in_root "$root" apt-cache --no-all-versions show "linux-headers-$release:$architecture")
    version=$(awk '/^Version:/ { print $2; exit }' <<<"$record")
    kbuild=$(awk 'match($0, /linux-kbuild-[^ ,]*/) { print substr($0, RSTART, RLENGTH); exit }' <<<"$record")
    (
        cd "$cache/$root/apt/archives"
        in_root "$root" apt-get -qq download "linux-headers-$release:$architecture=$version" "$kbuild:amd64" \
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
        mount --rbind /dev "$1/dev" && mount --rbind /proc "$1/proc" && mount --bind "$2" "$1/build" && root=$1 && shift 2 &&
        exec chroot "$root" /usr/bin/env -i -C /build PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767225600 \
            KBUILD_BUILD_TIMESTAMP=@1767225600 KBUILD_BUILD_USER=keyway KBUILD_BUILD_HOST=keyway "$@"' inside "$directory" "$build" "$@"
}
