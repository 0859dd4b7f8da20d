// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>The formats that are written and read.</summary>
public enum SbomFormat
{
    /// <summary>SPDX 3.0.1, JSON-LD.</summary>
    Spdx301,

    /// <summary>CycloneDX 1.6, JSON.</summary>
    CycloneDx16,

    /// <summary>CycloneDX 1.7, JSON.</summary>
    CycloneDx17,

    /// <summary>SPDX 2.3, JSON.</summary>
    Spdx23,
}
