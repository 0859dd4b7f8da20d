// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Keyway.Versions;

/// <summary>Text and meaning of the operators.</summary>
internal static class Comparisons
{
    /// <summary>Reads the operator a term starts with, if any; <paramref name="length"/> is 0 when there is none.</summary>
    public static Comparison Read(ReadOnlySpan<char> term, out int length)
    {
        length = term.StartsWith(">=") || term.StartsWith("<=") ? 2 : term.StartsWith('>') || term.StartsWith('<') || term.StartsWith('=') ? 1 : 0;
        return (length, length == 0 ? '=' : term[0]) switch
        {
            (2, '>') => Comparison.AtLeast,
            (2, _) => Comparison.AtMost,
            (_, '>') => Comparison.Above,
            (_, '<') => Comparison.Below,
            _ => Comparison.Equal,
        };
    }

    public static string Symbol(this Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.AtLeast => ">=",
        Comparison.Above => ">",
        Comparison.AtMost => "<=",
        Comparison.Below => "<",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether the operator accepts this sign of a comparison; null is unknown.</summary>
    public static Truth Accepts(this Comparison comparison, int? order) => order is not { } sign ? Truth.Unknown : comparison switch
    {
        Comparison.Equal => (sign == 0).ToTruth(),
        Comparison.AtLeast => (sign >= 0).ToTruth(),
        Comparison.Above => (sign > 0).ToTruth(),
        Comparison.AtMost => (sign <= 0).ToTruth(),
        Comparison.Below => (sign < 0).ToTruth(),
        _ => throw new UnreachableException(),
    };
}
