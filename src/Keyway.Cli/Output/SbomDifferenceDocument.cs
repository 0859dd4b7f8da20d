// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Artifacts.Sbom.Comparing;

namespace Keyway.Cli.Output;

/// <summary>One difference in a <see cref="SbomDiffDocument"/>.</summary>
internal sealed record SbomDifferenceDocument(string Change, string Component, string? Member, string? Before, string? After)
{
    /// <summary>One line for people.</summary>
    [JsonIgnore]
    public string Text => PlainText.Of(Change switch
    {
        "added" => $"+ {Component}{(After is null ? "" : " " + After)}",
        "removed" => $"- {Component}{(Before is null ? "" : " " + Before)}",
        _ => $"~ {Component}: {Member}: {Before ?? "nothing"} -> {After ?? "nothing"}",
    });

    public static SbomDifferenceDocument Of(SbomDifference difference) =>
        new(difference.Change.ToString().ToLowerInvariant(), difference.Component, difference.Member, difference.Before, difference.After);
}
