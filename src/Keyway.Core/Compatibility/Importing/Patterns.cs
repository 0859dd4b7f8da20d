// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Keyway.Versions;

namespace Keyway.Compatibility.Importing;

/// <summary>
/// The finite part of regular expressions, written out as globs that match exactly the same texts: literals, classes such as [1-9], groups with |, ?, and .*;
/// anchors only at the ends. Anything else is refused rather than approximated, so no regular expression of a stranger is ever run.
/// </summary>
internal sealed class Patterns
{
    /// <summary>Most globs of one expression.</summary>
    public const int MaximumGlobs = 200;

    private const int MaximumLength = 1024;
    private const int MaximumDepth = 8;

    private readonly string text;
    private int at;

    private Patterns(string text) => this.text = text;

    /// <summary>The globs, one of which matches exactly when the expression does; false when it is not of this kind.</summary>
    public static bool TryExpand(string expression, [NotNullWhen(true)] out ImmutableArray<string>? globs)
    {
        globs = null;
        if (expression.Length is 0 or > MaximumLength || expression.Any(c => c is < ' ' or > '~')) return false;
        var isStart = expression[0] == '^';
        var isEnd = expression[^1] == '$' && !expression.EndsWith(@"\$", StringComparison.Ordinal);
        Patterns reader = new(expression[(isStart ? 1 : 0)..(isEnd ? ^1 : ^0)]);
        // Anchors bind tighter than |: ^a|b is not ^(a|b).
        if (reader.Alternatives(0) is not { } found || reader.at != reader.text.Length || ((isStart || isEnd) && reader.hasTopLevelChoice)) return false;
        globs = [.. found.Select(glob => Trim($"{(isStart ? "" : "*")}{glob}{(isEnd ? "" : "*")}")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return true;
    }

    /// <summary>Whether one of the globs matches.</summary>
    public static bool Matches(ImmutableArray<string> globs, string text) => globs.Any(glob => new Glob(glob).IsMatch(text));

    private bool hasTopLevelChoice;

    private List<string>? Alternatives(int depth)
    {
        if (depth > MaximumDepth) return null;
        List<string> all = [];
        while (true)
        {
            if (Sequence(depth) is not { } branch) return null;
            all.AddRange(branch);
            if (all.Count > MaximumGlobs) return null;
            if (at == text.Length || text[at] != '|') return all;
            if (depth == 0) hasTopLevelChoice = true;
            at++;
        }
    }

    private List<string>? Sequence(int depth)
    {
        List<string> so = [""];
        while (at < text.Length && text[at] is not ('|' or ')'))
        {
            if (Atom(depth) is not { } atom) return null;
            if (at < text.Length && text[at] == '?')
            {
                at++;
                atom.Add("");
            }

            if (so.Count * atom.Count > MaximumGlobs) return null;
            so = [.. so.SelectMany(head => atom.Select(tail => head + tail))];
            if (so[0].Length > MaximumLength) return null;
        }

        return so;
    }

    private List<string>? Atom(int depth)
    {
        var c = text[at++];
        return c switch
        {
            '(' => Group(depth),
            '[' => Class(),
            '\\' => at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] != '*' ? [text[at++].ToString()] : null,
            '.' when at < text.Length && text[at] == '*' => Skip("*"),
            '.' or '*' or '+' or '?' or '{' or '}' or '^' or '$' or ']' => null,
            _ => [c.ToString()],
        };
    }

    private List<string> Skip(string glob)
    {
        at++;
        return [glob];
    }

    private List<string>? Group(int depth)
    {
        if (Alternatives(depth + 1) is not { } inner || at == text.Length) return null;
        at++;
        return inner;
    }

    private List<string>? Class()
    {
        List<string> members = [];
        while (at < text.Length && text[at] != ']')
        {
            var first = text[at++];
            if (first is '^' or '[' or '\\' or '*' || members.Count > 64) return null;
            var last = first;
            if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                last = text[at + 1];
                at += 2;
            }

            if (last < first || last > 'z') return null;
            for (var c = first; c <= last; c++) members.Add(c.ToString());
        }

        if (at == text.Length || members.Count == 0 || members.Contains("*")) return null;
        at++;
        return members;
    }

    private static string Trim(string glob)
    {
        while (glob.Contains("**", StringComparison.Ordinal)) glob = glob.Replace("**", "*", StringComparison.Ordinal);
        return glob;
    }
}
