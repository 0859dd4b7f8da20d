// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>
/// Which subject alternative names are meant: one exactly, or those that a regular expression matches from its first to its last character. Expressions must be written with
/// <c>^</c> and <c>$</c>: a forgotten anchor would let <c>https://evil.example/?https://good.example/</c> pass. They never backtrack, so no name can stall them.
/// </summary>
public sealed record IdentityPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex? expression;

    private IdentityPattern(string text, Regex? expression)
    {
        Text = text;
        this.expression = expression;
    }

    /// <summary>The name, or the expression as it was written.</summary>
    public string Text { get; }

    public static IdentityPattern Exactly(string name) => name.Length > 0 ? new(name, null) : throw new ArgumentException("an identity is not empty", nameof(name));

    /// <exception cref="KeywayException">KW2185: not anchored, or not an expression without backtracking.</exception>
    public static IdentityPattern Matching(string pattern)
    {
        if (pattern.Length < 2 || !pattern.StartsWith('^') || !pattern.EndsWith('$') || pattern.EndsWith("\\$", StringComparison.Ordinal)) throw Errors.BadPattern(pattern, "it is not anchored: write it as ^…$");
        try
        {
            // Alone first: a stray parenthesis would end the group around it and with that the anchors.
            _ = new Regex(pattern[1..^1], RegexOptions.NonBacktracking, Patience);

            // Wrapped: in `^a|b$` each anchor would hold for one branch only. `\z`, because `$` also matches before a last newline.
            return new(pattern, new Regex($"\\A(?:{pattern[1..^1]})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Errors.BadPattern(pattern, e.Message);
        }
    }

    public bool Matches(string name) => expression is null ? name == Text : expression.IsMatch(name);

    /// <summary>As messages show it.</summary>
    public override string ToString() => Text;
}
