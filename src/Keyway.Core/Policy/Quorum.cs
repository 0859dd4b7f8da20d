// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>At least so many different ones.</summary>
public sealed record Quorum
{
    public required int Minimum { get; init; }

    /// <summary>Which ones count, by their address in the trusted root, or a witness's verifier key; empty for any of the trusted root.</summary>
    public ImmutableArray<string> From { get => field.IsDefault ? [] : field; init; }

    internal int Count(IEnumerable<string> found) => found.Where(one => From.IsEmpty || From.Contains(one)).Distinct(StringComparer.Ordinal).Count();

    /// <inheritdoc/>
    public override string ToString() => From.IsEmpty ? $"{Minimum}" : $"{Minimum} of {string.Join(", ", From)}";
}
