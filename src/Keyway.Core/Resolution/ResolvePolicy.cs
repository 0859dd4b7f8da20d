// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility.Matrices;
using Keyway.Compatibility.Profiles;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>What the operator wants, apart from what the host is. Immutable.</summary>
public sealed record ResolvePolicy
{
    public UnknownPolicy Unknown { get; init; } = UnknownPolicy.Block;

    /// <summary>The instruction set to resolve for, whatever the facts say; null takes the host's.</summary>
    public Isa? Isa { get; init; }

    /// <summary>The country the host stands in, ISO 3166-1 alpha-2 (`DE`); null when nobody said.</summary>
    public string? Region { get; init; }

    /// <summary>Interconnect capabilities the package must list, such as <c>coherent-cache</c>.</summary>
    public ImmutableArray<string> RequiredCapabilities { get; init; } = [];

    /// <summary>The package wanted by name; null takes any.</summary>
    public string? Package { get; init; }

    /// <summary>The versions wanted, a semver range over the cores; null takes any.</summary>
    public VersionRange? Versions { get; init; }

    /// <summary>True when a package whose support has ended may still be chosen, with a warning.</summary>
    public bool AllowsEndOfLife { get; init; }

    /// <summary>The day that support windows are compared with.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Matrices to ask about every candidate, already found to be signed by whom one trusts; null asks none, and none at all makes everything untested.</summary>
    public ImmutableArray<CompatibilityMatrix>? Matrices { get; init; }

    /// <summary>Which interconnect profiles imply each other and what they need; null when nobody said.</summary>
    public ProfileRegistry? Profiles { get; init; }

    /// <summary>The canonical form of a region code.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3100: not two letters.</exception>
    public static string RegionOf(string text) =>
        text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : throw Errors.BadRegion(text);
}
