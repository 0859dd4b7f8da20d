// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>glob</c>: text in which <c>*</c> stands for any text. One pass, no backtracking.</summary>
internal sealed record GlobTest(Glob Pattern) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => value switch
    {
        FactValue.Null => Truth.False,
        FactValue.Text text => Pattern.IsMatch(text.Value).ToTruth(),
        _ => Truth.Unknown,
    };

    public override string WantedIn(PredicateScope scope) => Pattern.ToString();
}
