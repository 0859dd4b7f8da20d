// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.CycloneDx;

/// <summary>CycloneDX' words for the model's choices.</summary>
internal static class CycloneDxWords
{
    // Source and documentation have no type of their own.
    public static string Of(SbomKind kind) => kind switch
    {
        SbomKind.Application => "application",
        SbomKind.Framework => "framework",
        SbomKind.Firmware => "firmware",
        SbomKind.DeviceDriver => "device-driver",
        SbomKind.Library or SbomKind.Other => "library",
        SbomKind.Data => "data",
        SbomKind.Container => "container",
        SbomKind.OperatingSystem => "operating-system",
        SbomKind.Platform => "platform",
        SbomKind.Device => "device",
        _ => "file",
    };

    public static SbomKind KindOf(string word) => word switch
    {
        "application" => SbomKind.Application,
        "framework" => SbomKind.Framework,
        "firmware" => SbomKind.Firmware,
        "device-driver" => SbomKind.DeviceDriver,
        "library" => SbomKind.Library,
        "data" => SbomKind.Data,
        "container" => SbomKind.Container,
        "operating-system" => SbomKind.OperatingSystem,
        "platform" => SbomKind.Platform,
        "device" => SbomKind.Device,
        "file" => SbomKind.File,
        _ => SbomKind.Other,
    };

    public static string? Of(SbomLifecycle lifecycle) => lifecycle switch
    {
        SbomLifecycle.Design => "design",
        SbomLifecycle.PreBuild => "pre-build",
        SbomLifecycle.Build => "build",
        SbomLifecycle.PostBuild => "post-build",
        SbomLifecycle.Operations => "operations",
        _ => null,
    };

    public static SbomLifecycle LifecycleOf(string word) => word switch
    {
        "design" => SbomLifecycle.Design,
        "pre-build" => SbomLifecycle.PreBuild,
        "build" => SbomLifecycle.Build,
        "post-build" => SbomLifecycle.PostBuild,
        "operations" or "discovery" => SbomLifecycle.Operations,
        _ => SbomLifecycle.Unknown,
    };

    public static string Of(SbomCompleteness completeness) => completeness switch
    {
        SbomCompleteness.Complete => "complete",
        SbomCompleteness.Incomplete => "incomplete",
        _ => "unknown",
    };

    public static SbomCompleteness CompletenessOf(string word) => word switch
    {
        "complete" => SbomCompleteness.Complete,
        _ when word.StartsWith("incomplete", StringComparison.Ordinal) => SbomCompleteness.Incomplete,
        _ => SbomCompleteness.Unknown,
    };
}
