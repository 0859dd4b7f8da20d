// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Predicates;

/// <summary>A value in a reason: short, and unknown and "not there" in words.</summary>
internal static class FactText
{
    private const int Longest = 120;

    public static string Of(FactValue? value) => value switch
    {
        null => "not known",
        FactValue.Null => "not there",
        FactValue.Text text => Short(text.Value.Length == 0 ? "''" : text.Value),
        FactValue.List { Items.Length: > 16 } list => $"a list of {list.Items.Length} items",
        FactValue.Map { Members.Count: > 8 } map => $"a map of {map.Members.Count} members",
        _ => Short(value.ToString()),
    };

    public static string List(IEnumerable<FactValue> values) => Short(string.Join(", ", values.Take(17).Select(Of)));

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
