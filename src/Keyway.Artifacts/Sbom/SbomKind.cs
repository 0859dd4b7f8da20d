// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>What a component is, in the words that the formats have in common.</summary>
public enum SbomKind
{
    /// <summary>A kind that this model does not name.</summary>
    Other,
    Application,
    Library,
    Framework,
    Firmware,

    /// <summary>A driver package or a kernel module.</summary>
    DeviceDriver,

    /// <summary>A file that is nothing more special.</summary>
    File,
    Data,
    Source,
    Documentation,
    Container,
    OperatingSystem,
    Platform,
    Device,
}
