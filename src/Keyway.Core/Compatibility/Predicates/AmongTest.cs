// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>in</c>: the value is one of these.</summary>
internal sealed record AmongTest(ImmutableHashSet<FactValue> Values, ImmutableArray<FactValue> Written) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => Values.Contains(value).ToTruth();

    public override string WantedIn(PredicateScope scope) => "one of " + FactText.List(Written);

    public bool Equals(AmongTest? other) => other is not null && Values.SetEquals(other.Values);

    public override int GetHashCode() => Values.Count;
}
