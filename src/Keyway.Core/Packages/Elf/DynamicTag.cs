// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>d_tag.</summary>
internal enum DynamicTag : ulong
{
    End = 0,
    Needed = 1,
    StringTable = 5,
    StringTableSize = 10,
    Soname = 14,
    Rpath = 15,
    TextRelocations = 22,
    Runpath = 29,
    Flags = 30,
    VersionNeeds = 0x6ffffffe,
    VersionNeedsCount = 0x6fffffff,
}
