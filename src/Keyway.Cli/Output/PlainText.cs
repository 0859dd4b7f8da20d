// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>Text of foreign documents as a terminal may see it.</summary>
internal static class PlainText
{
    public static string Of(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
