// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>Text of an untrusted document, fit for a terminal: printable ASCII and letters of any script, at most 200 characters.</summary>
internal static class Shown
{
    private const int MaxLength = 200;

    public static string Text(string text)
    {
        var start = text.Length > MaxLength ? text[..MaxLength] + "..." : text;
        return string.Concat(start.Select(character => char.IsAscii(character) && !char.IsControl(character) || char.IsLetterOrDigit(character) ? character.ToString() : $"\\u{(int)character:x4}"));
    }
}
