// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Keyway.Versions;

/// <summary>Reads one term of a kernel spec. Spec: spec/version §"Kernel specs".</summary>
internal static class KernelSpecSyntax
{
    private const int MaxWildcards = 8;

    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+-_~*");

    public static KernelTerm? ReadTerm(ReadOnlySpan<char> term, out SyntaxFault fault)
    {
        var comparison = Comparisons.Read(term, out var operatorLength);
        if (operatorLength > 0) return ReadComparison(comparison, term, operatorLength, out fault);
        if (term.Contains(Glob.Wildcard)) return ReadPattern(term, out fault);
        if (term.EndsWith(".x")) return ReadSeries(term, out fault);
        return ReadBare(term, out fault);
    }

    private static KernelTerm? ReadComparison(Comparison comparison, ReadOnlySpan<char> term, int operatorLength, out SyntaxFault fault)
    {
        var start = operatorLength + term[operatorLength..].IndexOfAnyExcept(' ');
        if (start < operatorLength) start = term.Length;
        var operand = term[start..];
        var read = comparison == Comparison.Equal ? ReadExact(operand, out fault) : ReadBound(comparison, operand, out fault);
        fault = fault.Shifted(start);
        return read;
    }

    private static KernelTerm.ExactRelease? ReadExact(ReadOnlySpan<char> operand, out SyntaxFault fault) =>
        KernelReleaseSyntax.TryRead(operand.ToString(), out var release, out fault) ? new KernelTerm.ExactRelease(release) : null;

    private static KernelTerm? ReadBound(Comparison comparison, ReadOnlySpan<char> operand, out SyntaxFault fault)
    {
        if (!KernelReleaseSyntax.TryReadBase(operand, minimumNumbers: 1, out var bound, out var end, out fault)) return null;
        if (end == operand.Length) return new KernelTerm.BaseBound(comparison, bound, IsSuffixed: false);
        fault = new SyntaxFault(end, "the end: '+' and an operator exclude each other");
        if (operand[end..] is "+") return null;
        return KernelReleaseSyntax.TryRead(operand.ToString(), out var release, out fault) ? new KernelTerm.ReleaseBound(comparison, release) : null;
    }

    private static KernelTerm.Pattern? ReadPattern(ReadOnlySpan<char> term, out SyntaxFault fault)
    {
        var foreign = term.IndexOfAnyExcept(PatternCharacters);
        fault = new SyntaxFault(foreign, "ASCII letters, digits, . + - _ ~ and the wildcard *");
        if (foreign >= 0) return null;
        fault = new SyntaxFault(KernelRelease.MaxLength, "the end: a pattern has at most 64 characters");
        if (term.Length > KernelRelease.MaxLength) return null;
        fault = new SyntaxFault(term.LastIndexOf(Glob.Wildcard), "at most 8 wildcards in one pattern");
        return term.Count(Glob.Wildcard) <= MaxWildcards ? new KernelTerm.Pattern(new Glob(term.ToString())) : null;
    }

    private static KernelTerm.Series? ReadSeries(ReadOnlySpan<char> term, out SyntaxFault fault)
    {
        var numbers = term[..^2];
        if (!KernelReleaseSyntax.TryReadBase(numbers, minimumNumbers: 1, out var prefix, out var end, out fault)) return null;
        fault = new SyntaxFault(end, "'.x' after one to three numbers");
        return end == numbers.Length && prefix is { ReleaseCandidate: null, Count: < KernelBase.MaxNumbers } ? new KernelTerm.Series(prefix) : null;
    }

    // 6.6.0+ could be a release of a modified tree; as a spec it means "6.6.0 and later", and =6.6.0+ names the release.
    private static KernelTerm? ReadBare(ReadOnlySpan<char> term, out SyntaxFault fault)
    {
        var startsWithNumber = KernelReleaseSyntax.TryReadBase(term, minimumNumbers: 1, out var upstream, out var end, out fault);
        if (!startsWithNumber && fault.Position == 0) fault = new SyntaxFault(0, "a number of 1 to 9 digits, or one of >= > <= < = before one");
        if (!startsWithNumber) return null;
        if (term[end..] is "+") return new KernelTerm.BaseBound(Comparison.AtLeast, upstream, IsSuffixed: true);
        fault = new SyntaxFault(end, "'.x', '+' or '.' and a second number");
        if (upstream.Count < 2) return null;
        if (end == term.Length) return new KernelTerm.ExactBase(upstream);
        fault = new SyntaxFault(0, "'=' before a release that ends in '+' ('+' alone means \"and later\" only after the numbers)");
        return term[^1] == '+' ? null : ReadExact(term, out fault);
    }
}
