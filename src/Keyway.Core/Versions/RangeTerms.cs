// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Versions;

/// <summary>
/// The frame that kernel specs and version ranges share: alternatives between <c>||</c>, terms between spaces, spaces allowed after an operator.
/// Bounded, one pass. Spec: spec/version §"Ranges".
/// </summary>
internal static class RangeTerms
{
    public const int MaxLength = 1024;
    private const int MaxAlternatives = 16;
    private const int MaxTerms = 16;

    /// <summary>Reads one term; null and a fault relative to the term when it is none.</summary>
    public delegate T? TermReader<T>(ReadOnlySpan<char> term, out SyntaxFault fault) where T : class;

    public static bool TryRead<T>(string text, TermReader<T> readTerm, [NotNullWhen(true)] out ImmutableArray<ImmutableArray<T>>? alternatives, out SyntaxFault fault)
        where T : class
    {
        alternatives = null;
        fault = new SyntaxFault(MaxLength, $"the end: at most {MaxLength} characters");
        if (text.Length > MaxLength) return false;
        var read = ImmutableArray.CreateBuilder<ImmutableArray<T>>();
        var start = 0;
        while (start <= text.Length)
        {
            fault = new SyntaxFault(start, $"the end: at most {MaxAlternatives} alternatives");
            if (read.Count == MaxAlternatives) return false;
            var end = text.IndexOf("||", start, StringComparison.Ordinal) is var bar and >= 0 ? bar : text.Length;
            if (ReadAlternative(text.AsSpan(start, end - start), readTerm, out fault) is not { } alternative) return Shift(ref fault, start);
            read.Add(alternative);
            start = end + 2;
        }

        alternatives = read.ToImmutable();
        return true;
    }

    public static string Write<T>(ImmutableArray<ImmutableArray<T>> alternatives) =>
        string.Join(" || ", alternatives.Select(terms => string.Join(' ', terms)));

    public static Truth Matches<T>(ImmutableArray<ImmutableArray<T>> alternatives, Func<T, Truth> matches)
    {
        var any = Truth.False;
        foreach (var terms in alternatives)
        {
            var all = Truth.True;
            foreach (var term in terms) all = all.And(matches(term));
            any = any.Or(all);
        }

        return any;
    }

    private static ImmutableArray<T>? ReadAlternative<T>(ReadOnlySpan<char> text, TermReader<T> readTerm, out SyntaxFault fault) where T : class
    {
        var terms = ImmutableArray.CreateBuilder<T>();
        var at = 0;
        while (TakeTerm(text, ref at, out var start))
        {
            fault = new SyntaxFault(start, $"'||' or the end: at most {MaxTerms} terms in one alternative");
            if (terms.Count == MaxTerms) return null;
            if (readTerm(text[start..at], out fault) is not { } term)
            {
                Shift(ref fault, start);
                return null;
            }

            terms.Add(term);
        }

        fault = new SyntaxFault(at, "a term");
        return terms.Count == 0 ? null : terms.ToImmutable();
    }

    // A term runs to the next space, but spaces right after its operator belong to it (">= 1.30").
    private static bool TakeTerm(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length && text[at] == ' ') at++;
        start = at;
        Comparisons.Read(text[at..], out var operatorLength);
        at += operatorLength;
        while (operatorLength > 0 && at < text.Length && text[at] == ' ') at++;
        while (at < text.Length && text[at] != ' ') at++;
        return at > start;
    }

    private static bool Shift(ref SyntaxFault fault, int offset)
    {
        fault = fault.Shifted(offset);
        return false;
    }
}
