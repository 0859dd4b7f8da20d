// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Licence names of foreign documents as expressions.</summary>
internal static class LicenceText
{
    private const int MaxReference = 100;

    public static bool IsSaid(string? text) => text is { Length: > 0 } and not "NOASSERTION" and not "NONE";

    /// <summary>A name that is no identifier becomes a reference with the same letters.</summary>
    public static string OfName(string name)
    {
        if (name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '+')) return name;
        return "LicenseRef-" + string.Concat(name.Take(MaxReference).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'));
    }

    /// <summary>Several licences of one component apply together.</summary>
    public static SbomLicence? Together(IReadOnlyList<SbomLicence> licences) => licences switch
    {
        [] => null,
        [var only] => only,
        _ => new SbomLicence(string.Join(" AND ", licences.Select(licence => licence.Expression.Contains(' ', StringComparison.Ordinal) ? $"({licence.Expression})" : licence.Expression).Distinct(StringComparer.Ordinal)), IsListed: false),
    };
}
