# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The package source directories of the sample: what each version is made of, and how its parts are compiled.

kernels_of() {
    case $1 in
        1.9.0) ;;
        2.3.0) printf '%s\n' 6.1.0-47-amd64 6.12.107+deb13-amd64 6.12.107+deb13-arm64 7.2.12+deb14-riscv64 ;;
        2.3.1) kernels shipped | cut -f 1 ;;
        2.4.0) printf '%s\n' 6.12.118+deb13-amd64 6.12.118+deb13-arm64 7.2.13+deb14-riscv64 ;;
    esac
}

firmware_rev_of() {
    case $1 in
        1.9.0) echo 9 ;;
        2.4.0) echo 13 ;;
        *) echo 12 ;;
    esac
}

compiler_of() { # compiler_of ROOT ARCHITECTURE: prefix and compiler
    case $1-$2 in
        bookworm-amd64) echo "x86 - gcc-12" ;;
        trixie-amd64) echo "x86 - gcc-14" ;;
        trixie-arm64) echo "arm64 aarch64-linux-gnu- aarch64-linux-gnu-gcc-14" ;;
        trixie-riscv64) echo "riscv riscv64-linux-gnu- riscv64-linux-gnu-gcc-14" ;;
        forky-riscv64) echo "riscv riscv64-linux-gnu- riscv64-linux-gnu-gcc-16" ;;
    esac
}

build_package() { # build_package VERSION INTO
    local version=$1 package=$2/samples/kw-link/$1 release architecture
    echo "building kw-link $version"
    rm -rf "$package"/{riscv64,arm64,amd64,LICENSES,dkms,firmware}
    mkdir -p "$package/firmware"
    "$here/make-firmware" "$(firmware_rev_of "$version")" 65536 >"$package/firmware/kwlink-fw.bin"
    # 2.4.0 is for exactly the kernels it was built for, so that a host with another one has a reason to stay behind.
    [ "$version" = 2.4.0 ] || module_source "$version" "$package/dkms/kw-link"
    copy_licences "$package/LICENSES"
    for release in $(kernels_of "$version"); do
        build_modules "$version" "$release" "$package"
    done
    for architecture in amd64 arm64 riscv64; do
        build_userspace "$version" "$architecture" "$package/$architecture/userspace"
    done
}

module_source() { # module_source VERSION INTO
    mkdir -p "$2"
    cp "$sample"/source/module/* "$2/"
    sed -i "s/@VERSION@/$1/" "$2/Kbuild" "$2/dkms.conf"
}

copy_licences() {
    mkdir -p "$1"
    cp /usr/share/common-licenses/GPL-2 "$1/GPL-2.0-only.txt"
    cp "$repository/LICENSE" "$1/Apache-2.0.txt"
    chmod 644 "$1"/*
}

build_modules() { # build_modules VERSION RELEASE PACKAGE
    local work=$cache/work/$1/$2 architecture root words into module
    IFS=$'\t' read -r _ architecture root _ < <(kernels | grep -F "$2"$'\t')
    read -ra words < <(compiler_of "$root" "$architecture")
    into=$3/$architecture/modules/$2
    module_source "$1" "$work"
    inside "$root" "$work" make -s -C "/usr/src/linux-headers-$2" M=/build "ARCH=${words[0]}" "CROSS_COMPILE=${words[1]#-}" "CC=${words[2]}" \
        modules >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; return 1; }
    mkdir -p "$into"
    for module in kw_base kw_link; do
        inside "$root" "$work" "${words[1]#-}strip" --strip-debug "$module.ko"
        install -m 644 "$work/$module.ko" "$into/$module.ko"
    done
}

build_userspace() { # build_userspace VERSION ARCHITECTURE INTO
    local version=$1 architecture=$2 into=$3 work=$cache/work/$1/userspace-$2 words
    local flags=(-std=gnu11 -O2 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -D_FORTIFY_SOURCE=2 -fstack-protector-strong -ffile-prefix-map=/build=. "-DKW_VERSION=\"$version\"")
    local links=(-Wl,-z,relro,-z,now -Wl,--build-id=sha1 -Wl,--as-needed -s)
    read -ra words < <(compiler_of trixie "$architecture")
    mkdir -p "$work" "$into"/usr/{bin,include,lib}
    cp "$sample"/source/userspace/* "$work/"
    inside trixie "$work" "${words[2]}" "${flags[@]}" -shared -Wl,-soname,libkwlink.so.2 -Wl,--version-script=kwlink.map \
        "${links[@]}" -fvisibility=default kwlink.c -o "libkwlink.so.$version"
    inside trixie "$work" "${words[2]}" "${flags[@]}" -fPIE -pie "${links[@]}" kwlinkctl.c "libkwlink.so.$version" -o kwlinkctl
    install -m 755 "$work/kwlinkctl" "$into/usr/bin/kwlinkctl"
    install -m 644 "$work/libkwlink.so.$version" "$into/usr/lib/libkwlink.so.$version"
    install -m 644 "$work/kwlink.h" "$into/usr/include/kwlink.h"
    ln -sfn "libkwlink.so.$version" "$into/usr/lib/libkwlink.so.2"
}

# What the kernels export of the symbols that the modules import, as in their own Module.symvers: enough to judge the modules without 25 000 other lines.
write_kernel_symbols() { # write_kernel_symbols INTO
    local into=$1/samples/kernels release architecture root use built
    rm -rf "$into" && mkdir -p "$into"
    while IFS=$'\t' read -r release architecture root use; do
        built=$1/samples/kw-link/2.3.1
        [ "$use" = shipped ] || { built=$cache/work/facts && build_modules 2.3.1 "$release" "$built"; }
        tr '\0' '\n' <"$built/$architecture/modules/$release/kw_base.ko" | sed -n 's/^vermagic=\(.*[^ ]\) *$/\1/p' >"$into/$release.vermagic"
        imports_of "$root" "$architecture" "$built/$architecture/modules/$release"
    done < <(kernels) | sort -u >"$cache/work/imports"
    while IFS=$'\t' read -r release architecture root use; do
        awk -F '\t' 'NR == FNR { wanted[$1]; next } $2 in wanted' "$cache/work/imports" \
            "$cache/$root/root/usr/src/linux-headers-$release/Module.symvers" >"$into/$release.symvers"
    done < <(kernels)
}

# module_layout is no undefined symbol: modpost records its CRC in every module as that of the module structure itself.
imports_of() { # imports_of ROOT ARCHITECTURE DIRECTORY
    local words
    read -ra words < <(compiler_of "$1" "$2")
    inside "$1" "$3" "${words[1]#-}nm" --undefined-only kw_base.ko kw_link.ko | sed -n 's/^ *U //p'
    echo module_layout
}

built_files() { (cd "$1" && find samples/kw-link/[0-9]* samples/kernels \( -type f -o -type l \) ! -name keyway.json | sort); }

write_checksums() {
    (cd "$1" && built_files . | while read -r file; do [ -L "$file" ] || sha256sum "$file"; done) >"$1/samples/SHA256SUMS"
    mkdir -p "$1/eng/samples" && cp "$cache/inputs.sha256" "$1/eng/samples/inputs.sha256"
}

compare() { # compare EXPECTED ACTUAL
    if ! diff -u "$1/eng/samples/inputs.sha256" "$2/eng/samples/inputs.sha256"; then
        echo "note: Debian offers other compilers or headers than the ones recorded, so the bytes may differ" >&2
    fi
    diff <(built_files "$1") <(built_files "$2") && diff -u "$1/samples/SHA256SUMS" "$2/samples/SHA256SUMS" && (cd "$1" && sha256sum --check --quiet samples/SHA256SUMS) &&
        echo "identical: $(wc -l <"$1/samples/SHA256SUMS") files"
}
