// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Keyway.Packages.Lint;

/// <summary>Libraries that the GNU C library itself brings on every supported ISA.</summary>
internal static class HostLibraries
{
    public static FrozenSet<string> Glibc { get; } = new[]
    {
        "ld-linux-aarch64.so.1", "ld-linux-riscv64-lp64d.so.1", "ld-linux-x86-64.so.2",
        "libanl.so.1", "libc.so.6", "libdl.so.2", "libm.so.6", "libmvec.so.1", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1",
    }.ToFrozenSet();
}
