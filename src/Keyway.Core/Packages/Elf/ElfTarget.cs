// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>Whether a file is for an ISA: machine, class, byte order and, on RISC-V, the float ABI.</summary>
internal static class ElfTarget
{
    private const uint RiscvFloatMask = 6;
    private const uint RiscvFloatDouble = 4;
    private const uint RiscvReduced = 8;

    /// <summary>What does not fit, or null. Kernel code is built without floating point, so its RISC-V float ABI is soft.</summary>
    public static string? Mismatch(ElfHeader header, Isa isa)
    {
        if (header.Machine != MachineOf(isa)) return $"machine {Describe(header.Machine)}, expected {Describe(MachineOf(isa))}";
        if (!header.Is64Bit) return "a 32-bit file, expected 64-bit";
        if (!header.IsLittleEndian) return "a big-endian file, expected little-endian";
        return isa == Isa.Riscv64 ? RiscvMismatch(header) : null;
    }

    private static string? RiscvMismatch(ElfHeader header)
    {
        if ((header.Flags & RiscvReduced) != 0) return "the reduced register set (RVE), which Linux has no ABI for";
        var expected = header.Type == ElfType.Relocatable ? 0 : RiscvFloatDouble;
        var actual = header.Flags & RiscvFloatMask;
        return actual == expected ? null : $"float ABI {FloatAbi(actual)}, expected {FloatAbi(expected)}";
    }

    private static string FloatAbi(uint flags) => flags switch
    {
        0 => "lp64 (soft)",
        2 => "lp64f (single)",
        4 => "lp64d (double)",
        _ => "lp64q (quad)",
    };

    private static ElfMachine MachineOf(Isa isa) => isa switch
    {
        Isa.Riscv64 => ElfMachine.RiscV,
        Isa.Amd64 => ElfMachine.X86_64,
        Isa.Arm64 => ElfMachine.AArch64,
        _ => throw new ArgumentOutOfRangeException(nameof(isa)),
    };

    private static string Describe(ElfMachine machine) => Enum.IsDefined(machine) ? machine.ToString() : $"number {(ushort)machine}";
}
