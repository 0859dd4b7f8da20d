// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Versions;

/// <summary>Reads <c>uname -r</c> texts: a base, where the release candidate hides, and the rest. Spec: spec/version §"Kernel releases".</summary>
internal static class KernelReleaseSyntax
{
    private const int MaxDigits = 9;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+-_~");

    public static bool TryRead(string text, [NotNullWhen(true)] out KernelRelease? release, out SyntaxFault fault)
    {
        release = null;
        if (!IsBoundedAndClean(text, out fault)) return false;
        if (!TryReadBase(text, minimumNumbers: 2, out var upstream, out var tail, out fault)) return false;
        release = new KernelRelease(text, upstream, tail);
        return true;
    }

    /// <summary>Reads the numbers and the release candidate at the start; <paramref name="tail"/> is where the distribution's part begins.</summary>
    public static bool TryReadBase(ReadOnlySpan<char> text, int minimumNumbers, out KernelBase upstream, out int tail, out SyntaxFault fault)
    {
        Span<int> numbers = stackalloc int[KernelBase.MaxNumbers];
        upstream = default;
        if (!TryReadNumbers(text, numbers, out var count, out tail, out fault)) return false;
        if (count < minimumNumbers)
        {
            fault = new SyntaxFault(tail, "'.' and a second number");
            return false;
        }

        var candidate = ReadCandidate(text[tail..], out var length);
        tail += length;
        upstream = new KernelBase(numbers[..count], candidate);
        return true;
    }

    private static bool IsBoundedAndClean(ReadOnlySpan<char> text, out SyntaxFault fault)
    {
        fault = new SyntaxFault(KernelRelease.MaxLength, "the end: at most 64 characters");
        if (text.Length > KernelRelease.MaxLength) return false;
        var foreign = text.IndexOfAnyExcept(Allowed);
        fault = new SyntaxFault(foreign, "ASCII letters, digits and . + - _ ~");
        return foreign < 0;
    }

    private static bool TryReadNumbers(ReadOnlySpan<char> text, Span<int> numbers, out int count, out int at, out SyntaxFault fault)
    {
        (count, at, fault) = (0, 0, default);
        while (true)
        {
            var length = Digits.Run(text[at..]);
            if (length is 0 or > MaxDigits)
            {
                fault = new SyntaxFault(at, "a number of 1 to 9 digits");
                return false;
            }

            numbers[count++] = int.Parse(text.Slice(at, length));
            at += length;
            if (count == numbers.Length || at == text.Length || text[at] != '.') return true;
            at++;
        }
    }

    // -rc3 and ~rc3 (upstream, Debian), -0.rc3 (Fedora), -060900rc3 (Ubuntu's mainline builds: the stamp stays in the tail, it names the flavour).
    private static int? ReadCandidate(ReadOnlySpan<char> tail, out int length)
    {
        length = 0;
        if (tail.StartsWith("-rc") || tail.StartsWith("~rc")) return ReadCandidateNumber(tail, 3, out length);
        if (tail.StartsWith("-0.rc")) return ReadCandidateNumber(tail, 5, out length);
        var isMainlineStamp = tail.Length > 9 && tail.StartsWith("-0") && Digits.Run(tail[1..]) == 6 && tail[7..].StartsWith("rc");
        return isMainlineStamp ? ReadCandidateNumber(tail, 9, out _) : null;
    }

    private static int? ReadCandidateNumber(ReadOnlySpan<char> tail, int start, out int length)
    {
        var digits = Digits.Run(tail[start..]);
        length = 0;
        if (digits is 0 or > 3) return null;
        length = start + digits;
        return int.Parse(tail.Slice(start, digits));
    }
}
