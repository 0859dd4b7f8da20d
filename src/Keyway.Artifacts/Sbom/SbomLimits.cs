// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>How much a document may hold. The largest real ones, of whole operating systems, have a tenth of it.</summary>
internal static class SbomLimits
{
    public const int Bytes = 64 << 20;
    public const int Depth = 64;
    public const int Components = 250_000;
    public const int Relations = 1_000_000;
    public const int Text = 64 << 10;
}
