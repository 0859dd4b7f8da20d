// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>eq</c> and <c>ne</c> with another fact of the host: fabric manager and driver. Two facts that are both not there are equal.</summary>
internal sealed record OtherFactTest(FactName Other, bool IsNegated) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) =>
        scope.Facts.Find(Other)?.Value is { } other ? (value.Equals(other) != IsNegated).ToTruth() : Truth.Unknown;

    public override string WantedIn(PredicateScope scope) => $"{(IsNegated ? "anything but" : "the same as")} {Other}, which is {FactText.Of(scope.Facts.Find(Other)?.Value)}";

    public override IEnumerable<FactName> Reads() => [Other];
}
