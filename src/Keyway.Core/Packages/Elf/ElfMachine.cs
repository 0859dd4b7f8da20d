// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>e_machine: ours, and those that a mixed-up build tree most likely holds.</summary>
internal enum ElfMachine : ushort
{
    None = 0,
    X86 = 3,
    PowerPc64 = 21,
    S390 = 22,
    Arm = 40,
    X86_64 = 62,
    AArch64 = 183,
    RiscV = 243,
    LoongArch = 258,
}
