// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>SPDX 2.3's words for the model's choices.</summary>
internal static class Spdx2Words
{
    public const string Version = "SPDX-2.3";
    public const string NoAssertion = "NOASSERTION";
    public const string None = "NONE";

    /// <summary>How the comment of a document starts that says at which stage it was made; the format has no member for it, so CycloneDX' words follow.</summary>
    public const string StagePrefix = "generation context: ";

    public static string Of(SbomKind kind) => kind switch
    {
        SbomKind.Application => "APPLICATION",
        SbomKind.Library => "LIBRARY",
        SbomKind.Framework => "FRAMEWORK",
        SbomKind.Firmware => "FIRMWARE",
        SbomKind.File or SbomKind.Data or SbomKind.Documentation => "FILE",
        SbomKind.Source => "SOURCE",
        SbomKind.Container => "CONTAINER",
        SbomKind.OperatingSystem => "OPERATING_SYSTEM",
        SbomKind.Device => "DEVICE",
        _ => "OTHER",
    };

    public static SbomKind KindOf(string? word) => word switch
    {
        "APPLICATION" => SbomKind.Application,
        "LIBRARY" => SbomKind.Library,
        "FRAMEWORK" => SbomKind.Framework,
        "FIRMWARE" => SbomKind.Firmware,
        "FILE" => SbomKind.File,
        "SOURCE" => SbomKind.Source,
        "CONTAINER" => SbomKind.Container,
        "OPERATING-SYSTEM" or "OPERATING_SYSTEM" => SbomKind.OperatingSystem,
        "DEVICE" => SbomKind.Device,
        _ => SbomKind.Other,
    };
}
