# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The kernels of kernels.tsv and their packages. Needs eng/apt.sh and eng/samples/roots.sh.

kernels() { awk -F '\t' -v isa="${1:-}" '!/^#/ && (isa == "" || $2 == isa)' "$here/kernels.tsv"; }

# One package file in the current directory, from the root's archive. Debian's own index of trixie for riscv64 did not match its signed release file on the
# mirror when this was made, so those packages are pinned by digest: they are only ever booted in an emulator.
download() { # download ROOT POOL PACKAGE[:ARCHITECTURE][=VERSION]
    local root=$1 pool=$2 package=$3 file
    if [ "$pool" = - ]; then
        in_root "$root" apt-get -qq download "$package"
        return
    fi
    file=$(awk -v name="${package%%:*}_" 'index($2, name) == 1 { print $2 }' "$here/debs.sha256")
    [ -s "$file" ] || curl -fsS --retry 3 --max-time 900 -o "$file" "$debian_mirror/$pool/$file"
    grep -F "  $file" "$here/debs.sha256" | sha256sum --check --quiet -
}
