// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>What somebody asks of an SBOM.</summary>
public enum SbomProfile
{
    /// <summary>NTIA, The Minimum Elements for a Software Bill of Materials, 2021-07-12.</summary>
    Ntia,

    /// <summary>CISA, 2025 Minimum Elements for a Software Bill of Materials, public comment draft of 2025-08.</summary>
    Cisa2025,

    /// <summary>BSI TR-03183-2, version 2.1.0, 2025-08-20.</summary>
    Bsi,
}
