// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>e_type.</summary>
internal enum ElfType : ushort
{
    None = 0,
    Relocatable = 1,
    Executable = 2,
    SharedObject = 3,
    Core = 4,
}
