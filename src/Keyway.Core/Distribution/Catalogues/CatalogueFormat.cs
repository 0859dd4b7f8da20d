// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Distribution.Catalogues;

/// <summary>Limits and fixed bytes of a catalogue file. Spec: spec/catalogue.</summary>
internal static class CatalogueFormat
{
    public const int HeaderLength = 48;
    public const int MaxIndex = 256 << 20;
    public const int MaxPackages = 1_000_000;
    public const int MaxRequirements = 1_000_000;
    public const int MaxDetail = 64 << 20;
    public const int MaxBuilds = 16;
    public const int MaxPerBuild = 4096;

    public static ReadOnlySpan<byte> Magic => "KWCAT\0\0\u0001"u8;
}
