// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>A rule's condition as far as facts can say it.</summary>
/// <param name="When">What can be said; null when that is nothing.</param>
/// <param name="IsExact">Whether it says all of it; otherwise it holds more often than the rule matches.</param>
internal readonly record struct NfdTerm(JsonObject? When, bool IsExact)
{
    public static NfdTerm Nothing { get; } = new(null, false);

    /// <summary>All of these: parts that cannot be said are left out, which makes it hold more often.</summary>
    public static NfdTerm All(IReadOnlyList<NfdTerm> terms)
    {
        JsonObject[] said = [.. terms.Select(term => term.When).OfType<JsonObject>()];
        return new(said.Length == 0 ? null : Conditions.All(said), terms.All(term => term.IsExact));
    }

    /// <summary>One of these: without a part that cannot be said, nothing is known.</summary>
    public static NfdTerm Any(IReadOnlyList<NfdTerm> terms) =>
        terms.Count == 0 || terms.Any(term => term.When is null) ? Nothing : new(Conditions.Any([.. terms.Select(term => term.When!)]), terms.All(term => term.IsExact));
}
