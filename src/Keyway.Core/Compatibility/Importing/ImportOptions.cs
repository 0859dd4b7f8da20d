// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing;

/// <summary>What whoever imports says about the documents.</summary>
public sealed record ImportOptions
{
    /// <summary>The range with every version in it.</summary>
    public const string EveryVersion = ">=0.0.0";

    /// <summary>The package the matrix is about.</summary>
    public required string Package { get; init; }

    /// <summary>Its versions, a semver range.</summary>
    public string Versions { get; init; } = EveryVersion;

    /// <summary>When the entries were written.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>Criteria that no fact tells, such as service and intent of an AICR recipe.</summary>
    public ImmutableSortedDictionary<string, string> Criteria { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
