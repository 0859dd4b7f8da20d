// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Packages.Spdx;

namespace Keyway.Packages.Manifest;

/// <summary>An SPDX licence expression; a schema can only say that it is a string.</summary>
internal sealed record LicenceShape : Shape
{
    public override void Check(PlacedNode node, string name, Findings findings)
    {
        if (node is not PlacedText text)
        {
            AddWrongType(node, name, "a string with an SPDX licence expression", findings);
            return;
        }

        foreach (var problem in SpdxExpression.Read(text.Value).Problems) Add(problem, text, findings);
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", SpdxExpression.MaxLength);
    }

    private static void Add(SpdxProblem problem, PlacedText text, Findings findings)
    {
        var (code, severity) = problem.Kind switch
        {
            SpdxProblemKind.UnknownIdentifier => (ManifestCodes.UnknownLicence, Severity.Error),
            SpdxProblemKind.Deprecated => (ManifestCodes.DeprecatedLicence, Severity.Warning),
            _ => (ManifestCodes.BadLicence, Severity.Error),
        };
        findings.Add(code, TextShape.PlaceOf(text, problem.Position), Shown.Text(problem.Message), problem.Hint, severity);
    }
}
