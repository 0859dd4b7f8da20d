// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>eq</c> and <c>ne</c> with a value. What is not there equals no value.</summary>
internal sealed record EqualTest(FactValue Value, bool IsNegated) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => (value.Equals(Value) != IsNegated).ToTruth();

    public override string WantedIn(PredicateScope scope) => IsNegated ? $"anything but {FactText.Of(Value)}" : FactText.Of(Value);
}
