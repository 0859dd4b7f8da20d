// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Artifacts.Sbom.Checks;

namespace Keyway.Cli.Output;

/// <summary>One finding in a <see cref="SbomCheckDocument"/>.</summary>
internal sealed record SbomFindingDocument(string Rule, string Source, string Level, string? Component, string Message)
{
    /// <summary>One line for people.</summary>
    [JsonIgnore]
    public string Text => $"{Level}: {Rule} ({Source}): {(Component is null ? "the document" : PlainText.Of(Component))}: {Message}";

    public static SbomFindingDocument Of(SbomFinding finding) =>
        new(finding.Rule, finding.Source, finding.Level == SbomLevel.Required ? "required" : "if-exists", finding.Component, finding.Message);
}
