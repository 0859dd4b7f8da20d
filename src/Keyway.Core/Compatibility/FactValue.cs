// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Compatibility;

/// <summary>
/// The value of a fact: null (looked for, not there), text, an integer, a truth value, a list or a map. 64-bit identifiers are hexadecimal text and
/// fractions are integers of a smaller unit, so every JSON reader sees the same value. Immutable; equality is by content. Spec: spec/facts §"Values".
/// </summary>
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>Looked for and not there.</summary>
    public static FactValue Nothing { get; } = new Null();

    /// <summary>A text value.</summary>
    public static FactValue Of(string text) => new Text(text);

    /// <summary>A whole number; its magnitude must be exact in every JSON reader (below 2^53).</summary>
    public static FactValue Of(long number) => Math.Abs(number) < 1L << 53 ? new Number(number) : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>A truth value.</summary>
    public static FactValue Of(bool flag) => new Flag(flag);

    /// <summary>A list of texts.</summary>
    public static FactValue Of(IEnumerable<string> texts) => new List([.. texts.Select(Of)]);

    /// <summary>A list.</summary>
    public static FactValue Of(IEnumerable<FactValue> items) => new List([.. items]);

    /// <summary>A map.</summary>
    public static FactValue Of(IEnumerable<KeyValuePair<string, FactValue>> members) => new Map(members.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>Compact form for messages.</summary>
    public sealed override string ToString() => FactsJson.Compact(this);

    /// <summary>Looked for and not there.</summary>
    public sealed record Null : FactValue;

    /// <summary>Text.</summary>
    public sealed record Text(string Value) : FactValue;

    /// <summary>A whole number.</summary>
    public sealed record Number(long Value) : FactValue;

    /// <summary>A truth value.</summary>
    public sealed record Flag(bool Value) : FactValue;

    /// <summary>An ordered list.</summary>
    public sealed record List(ImmutableArray<FactValue> Items) : FactValue
    {
        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Length;
    }

    /// <summary>A map, members in ordinal order.</summary>
    public sealed record Map(ImmutableSortedDictionary<string, FactValue> Members) : FactValue
    {
        /// <inheritdoc/>
        public bool Equals(Map? other) => other is not null && Members.SequenceEqual(other.Members);

        /// <inheritdoc/>
        public override int GetHashCode() => Members.Count;

        /// <summary>The text of one member, or null.</summary>
        public string? TextOf(string member) => Members.TryGetValue(member, out var value) && value is Text text ? text.Value : null;
    }
}
