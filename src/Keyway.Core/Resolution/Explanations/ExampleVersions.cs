// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Keyway.Versions;

namespace Keyway.Resolution.Explanations;

/// <summary>
/// Versions worth trying against a range or kernel spec: what its terms name and their neighbours. Only guesses; whoever takes one tries it.
/// </summary>
internal static partial class ExampleVersions
{
    private const int Most = 64;

    /// <summary>Kernel releases that surely match one of the specs: those after the present one first, nearest first.</summary>
    public static IEnumerable<string> Kernels(IEnumerable<string> specs, KernelRelease? present)
    {
        var parsed = specs.Select(text => KernelSpec.TryParse(text, out var spec) ? spec : null).OfType<KernelSpec>().Take(Most).ToArray();
        return parsed.SelectMany(spec => Around(spec.ToString()).Select(text => KernelRelease.TryParse(text, out var release) && spec.Matches(release) == Truth.True ? release : null))
            .OfType<KernelRelease>()
            .DistinctBy(release => release.ToString())
            .OrderBy(release => present is null || release.CompareBase(present) >= 0 ? 0 : 1)
            .ThenBy(release => release, Comparer<KernelRelease>.Create((left, right) => Nearness(left, right, present)))
            .Select(release => release.ToString());
    }

    /// <summary>Texts that a range over another scheme may accept.</summary>
    public static IEnumerable<string> Revisions(IEnumerable<string> ranges) => ranges.Take(Most).SelectMany(Around).Distinct(StringComparer.Ordinal);

    private static int Nearness(KernelRelease left, KernelRelease right, KernelRelease? present)
    {
        var order = left.CompareBase(right);
        if (order == 0) return string.CompareOrdinal(left.ToString(), right.ToString());
        return present is null || left.CompareBase(present) >= 0 ? order : -order;
    }

    private static IEnumerable<string> Around(string range) => range.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries).Take(Most).SelectMany(AroundTerm);

    private static IEnumerable<string> AroundTerm(string term)
    {
        var text = term.TrimStart('<', '>', '=', '!', '~', '^').TrimEnd('+');
        if (text.EndsWith(".x", StringComparison.Ordinal)) text = text[..^2];
        text = text.Replace("*", "1", StringComparison.Ordinal).Replace('?', '1');
        if (text.Length == 0) yield break;
        yield return text;
        yield return text + ".0";
        yield return text + ".0.0";
        if (Neighbour(text, 1) is { } next) yield return next;
        if (Neighbour(text, -1) is { } previous) yield return previous;
    }

    // v11 -> v12, 6.12 -> 6.13: the last number moves.
    private static string? Neighbour(string text, int step)
    {
        var match = LastNumber().Match(text);
        if (!match.Success || !long.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number + step < 0 || number > 1_000_000_000) return null;
        return string.Concat(text.AsSpan(0, match.Index), (number + step).ToString(CultureInfo.InvariantCulture), text.AsSpan(match.Index + match.Length));
    }

    [GeneratedRegex("[0-9]+(?=[^0-9]*$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastNumber();
}
