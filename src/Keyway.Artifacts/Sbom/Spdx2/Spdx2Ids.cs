// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>SPDXRef identifiers: letters, digits, dots and hyphens only. What does not fit is replaced, and eight digits of a hash keep ids apart.</summary>
internal static class Spdx2Ids
{
    public const string Document = "SPDXRef-DOCUMENT";

    public static string Of(string id)
    {
        var fitting = string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'));
        return $"SPDXRef-{fitting}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8]}";
    }
}
