// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Keyway.Compatibility.Importing;

/// <summary>One entry to be: what a document says, before ids are made unique and evidence is added.</summary>
internal sealed record ImportedClaim
{
    public required ImportSource Source { get; init; }

    /// <summary>What the id is made of.</summary>
    public required string Name { get; init; }

    /// <summary>known-bad or untested: no document that is imported tells of a test.</summary>
    public required string Verdict { get; init; }

    public required JsonObject When { get; init; }

    /// <summary>A semver range; null for every release.</summary>
    public string? Versions { get; init; }

    public required string Note { get; init; }
}
