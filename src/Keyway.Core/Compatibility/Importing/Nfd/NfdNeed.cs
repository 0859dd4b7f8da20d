// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>The conditions of one rule: all features, and one of the alternatives when there are some.</summary>
internal sealed record NfdNeed(ImmutableArray<NfdFeature> Features, ImmutableArray<ImmutableArray<NfdFeature>> Alternatives)
{
    public static NfdNeed Of(NfdFeature feature) => new([feature], []);

    /// <summary>All of these; null when two have alternatives, because a rule has one <c>matchAny</c>.</summary>
    public static NfdNeed? All(IReadOnlyList<NfdNeed> parts) => parts.Count(part => !part.Alternatives.IsEmpty) > 1
        ? null
        : new([.. parts.SelectMany(part => part.Features)], [.. parts.SelectMany(part => part.Alternatives)]);

    /// <summary>One of these; null when one has features and alternatives, because <c>matchAny</c> does not nest.</summary>
    public static NfdNeed? Any(IReadOnlyList<NfdNeed> parts)
    {
        if (parts.Count == 1) return parts[0];
        if (Regexp(parts) is { } regexp) return Of(regexp);
        if (parts.Any(part => !part.Alternatives.IsEmpty && !part.Features.IsEmpty)) return null;
        return new([], [.. parts.SelectMany(part => part.Alternatives.IsEmpty ? [part.Features] : part.Alternatives)]);
    }

    // Several expressions for one key are one list of values: that leaves matchAny to others.
    private static NfdFeature? Regexp(IReadOnlyList<NfdNeed> parts)
    {
        NfdFeature[] features = [.. parts.Where(part => part.Alternatives.IsEmpty && part.Features.Length == 1).Select(part => part.Features[0])];
        if (features.Length < parts.Count || features.Any(feature => feature.Expressions.Length > 1 || feature.Expressions[0].Op != "InRegexp")) return null;
        if (features.Any(feature => feature.Name != features[0].Name || feature.Expressions[0].Key != features[0].Expressions[0].Key)) return null;
        return new(features[0].Name, features[0].Expressions[0].Key, "InRegexp", [.. features.SelectMany(feature => feature.Expressions[0].Values)]);
    }
}
