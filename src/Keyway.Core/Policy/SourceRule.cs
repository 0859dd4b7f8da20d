// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Which source it has to come from.</summary>
public sealed record SourceRule
{
    /// <summary>Address of the repository: <c>https://github.com/acme/driver</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Globs over the ref; empty for any.</summary>
    public ImmutableArray<string> Refs { get => field.IsDefault ? [] : field; init; }
}
