// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>SPDX 3's words for the model's choices.</summary>
internal static class Spdx3Words
{
    public const string Context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";
    public const string Version = "3.0.1";
    public const string NoneElement = "NoneElement";
    public const string NoAssertionElement = "NoAssertionElement";

    /// <summary>What the individuals are called in full; JSON may hold either.</summary>
    public const string Individuals = "https://spdx.org/rdf/3.0.1/terms/Core/";

    public static string Of(SbomKind kind) => kind switch
    {
        SbomKind.Application => "application",
        SbomKind.Library => "library",
        SbomKind.Framework => "framework",
        SbomKind.Firmware => "firmware",
        SbomKind.DeviceDriver => "deviceDriver",
        SbomKind.File => "file",
        SbomKind.Data => "data",
        SbomKind.Source => "source",
        SbomKind.Documentation => "documentation",
        SbomKind.Container => "container",
        SbomKind.OperatingSystem => "operatingSystem",
        SbomKind.Platform => "platform",
        SbomKind.Device => "device",
        _ => "other",
    };

    public static SbomKind KindOf(string? word) => Enum.GetValues<SbomKind>().FirstOrDefault(kind => Of(kind) == word);

    // SPDX has no post-build type; analyzed is the one for an SBOM that was read from finished artifacts.
    public static string? Of(SbomLifecycle lifecycle) => lifecycle switch
    {
        SbomLifecycle.Design => "design",
        SbomLifecycle.PreBuild => "source",
        SbomLifecycle.Build => "build",
        SbomLifecycle.PostBuild => "analyzed",
        SbomLifecycle.Operations => "deployed",
        _ => null,
    };

    public static SbomLifecycle LifecycleOf(string? word) => word == "runtime" ? SbomLifecycle.Operations : Enum.GetValues<SbomLifecycle>().FirstOrDefault(lifecycle => word is not null && Of(lifecycle) == word);

    public static string Of(SbomCompleteness completeness) => completeness switch
    {
        SbomCompleteness.Complete => "complete",
        SbomCompleteness.Incomplete => "incomplete",
        _ => "noAssertion",
    };

    public static SbomCompleteness CompletenessOf(string? word) => word switch
    {
        "complete" => SbomCompleteness.Complete,
        "incomplete" => SbomCompleteness.Incomplete,
        _ => SbomCompleteness.Unknown,
    };
}
