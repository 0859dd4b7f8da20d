// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>exists</c> and <c>absent</c>: whether it is there at all.</summary>
internal sealed record PresenceTest(bool IsWanted) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => (value is not FactValue.Null == IsWanted).ToTruth();

    public override string WantedIn(PredicateScope scope) => IsWanted ? "that it is there" : "that it is not there";
}
