// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Versions;

namespace Keyway.Compatibility.Predicates;

/// <summary><c>range</c> over the version scheme it names. A text that is no version of the scheme is unknown; what is not there is in no range.</summary>
internal sealed record RangeTest(VersionRange Range) : ValueTest
{
    public override Truth Accepts(FactValue value, PredicateScope scope) => value switch
    {
        FactValue.Null => Truth.False,
        FactValue.Text text => OfText(text.Value),
        FactValue.Number number => OfText(number.Value.ToString(CultureInfo.InvariantCulture)),
        _ => Truth.Unknown,
    };

    public override string WantedIn(PredicateScope scope) => $"{Range} ({Range.Scheme.Name()})";

    private Truth OfText(string text) => ComponentVersion.TryParse(Range.Scheme, text, out var version) ? Range.Matches(version) : Truth.Unknown;
}
