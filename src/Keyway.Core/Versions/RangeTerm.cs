// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>One term of a <see cref="VersionRange"/>; prints itself canonically.</summary>
internal abstract record RangeTerm
{
    public abstract Truth Matches(ComponentVersion version);

    public abstract override string ToString();

    /// <summary><c>&gt;=535.129.03</c>, or a bare version for "ranks equal".</summary>
    internal sealed record Bound(Comparison Comparison, ComponentVersion Version) : RangeTerm
    {
        // Without an order, unequal still is a definite no.
        public override Truth Matches(ComponentVersion version) =>
            SchemeRules.Of(Version.Scheme).IsOrdered ? Comparison.Accepts(version.Compare(Version)) : (version == Version).ToTruth();

        public override string ToString() => Comparison == Comparison.Equal ? Version.Text : Comparison.Symbol() + Version.Text;
    }

    /// <summary><c>6.3.x</c>: the written numbers agree.</summary>
    internal sealed record Series(ComponentVersion Prefix) : RangeTerm
    {
        public override Truth Matches(ComponentVersion version) => (Digits.CompareDotted(Prefix.Text, Leading(version.Text), absentIsZero: true) == 0).ToTruth();

        public override string ToString() => $"{Prefix.Text}.x";

        private ReadOnlySpan<char> Leading(ReadOnlySpan<char> text)
        {
            text = text.TrimStart('v');
            var end = 0;
            for (var wanted = 1 + Prefix.Text.AsSpan().Count('.'); wanted > 0 && end < text.Length; wanted--)
                end += 1 + (text[end..].IndexOf('.') is var dot and >= 0 ? dot : text.Length - end);
            return text[..Math.Max(end - 1, 0)];
        }
    }
}
