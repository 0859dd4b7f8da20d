// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;
using Keyway.Artifacts.Sbom.Checks;
using Keyway.Artifacts.Sbom.Comparing;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>Anybody's SBOM: read, checked, compared, merged, and written in every format so that it can be read again.</summary>
internal static class SbomTargets
{
    private static readonly string[] Words = ["Keyway.Artifacts.Sbom", "Keyway.Artifacts.Sbom.CycloneDx", "Keyway.Artifacts.Sbom.Spdx2", "Keyway.Artifacts.Sbom.Spdx3"];

    public static IReadOnlyList<FuzzTarget> All { get; } = [new("sbom", InputShape.Json, Words, SbomSeeds, Run) { Iterations = 4_000 }];

    private static IEnumerable<byte[]> SbomSeeds() => Seeds.Files("tests/Keyway.Tests/Golden/sbom", "*.json").Concat(Seeds.Files("tests/Keyway.Tests/Artifacts/Sbom/Foreign", "*.json"));

    private static void Run(byte[] bytes)
    {
        var document = SbomReader.Read(bytes, "fuzz");
        foreach (var profile in Enum.GetValues<SbomProfile>()) SbomCheck.Run(document, profile);
        Promise.That(SbomComparison.Compare(document, document).IsEmpty, "a document does not differ from itself");
        SbomMerge.Merge("fleet", [document, document], new SbomTool("keyway", "0"));
        foreach (var format in Enum.GetValues<SbomFormat>())
        {
            var again = SbomReader.Read(SbomWriter.Write(document, format), "what was written");
            Promise.That(again.Components.Length == document.Components.Length, $"{format} has as many components as what it was written from");
        }
    }
}
