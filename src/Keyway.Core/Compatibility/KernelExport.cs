// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Compatibility;

/// <summary>One symbol that a kernel exports to modules: its CRC (0 in a kernel without MODVERSIONS), and who may use it. Spec: spec/kabi §"Exports".</summary>
public readonly record struct KernelExport(uint Crc)
{
    /// <summary>True for EXPORT_SYMBOL_GPL; null when the table does not say.</summary>
    public bool? IsGplOnly { get; init; }

    /// <summary>The symbol namespace a module must import; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Who exports it: <c>vmlinux</c> or a module's path; null when the table does not say.</summary>
    public string? Module { get; init; }

    /// <summary>`0x` and eight digits.</summary>
    public string CrcText => "0x" + Crc.ToString("x8", CultureInfo.InvariantCulture);
}
