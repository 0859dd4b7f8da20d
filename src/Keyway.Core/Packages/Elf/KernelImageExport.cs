// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>One symbol of a kernel image's export tables; the CRC is 0 without MODVERSIONS.</summary>
public readonly record struct KernelImageExport(string Name, uint Crc, bool IsGplOnly, string? Namespace);
