// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Keyway.Packages.Spdx;

/// <summary>Licences and exceptions that are not on the list and say so.</summary>
internal static partial class SpdxReference
{
    public static bool IsReference(string word) => Licence().IsMatch(word);

    public static bool IsAddition(string word) => Addition().IsMatch(word);

    [GeneratedRegex(@"^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Licence();

    [GeneratedRegex(@"^(DocumentRef-[A-Za-z0-9.-]+:)?AdditionRef-[A-Za-z0-9.-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addition();
}
