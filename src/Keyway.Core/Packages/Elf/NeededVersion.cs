// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Elf;

/// <summary>One entry of the version needs: the library, the version, and the index by which symbols refer to it.</summary>
internal sealed record NeededVersion(string Library, string Version, ushort Index);
