// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Keyway.Artifacts.Oci;

/// <summary>Makes what a foreign program said fit to be shown: short, one line, no control characters.</summary>
internal static class AnswerText
{
    private const int MaxLength = 200;

    /// <summary>The codes and messages of a registry's error document, or the start of any other text.</summary>
    public static string Of(ReadOnlySpan<byte> body) => Entries(body) is { Count: > 0 } entries
        ? Clean(string.Join("; ", entries.Select(entry => $"{entry.Code}: {entry.Message}")))
        : Excerpt(body);

    /// <summary>True when a registry's error document names one of these codes.</summary>
    public static bool Names(ReadOnlySpan<byte> body, params ReadOnlySpan<string> codes)
    {
        foreach (var entry in Entries(body))
            if (codes.Contains(entry.Code!)) return true;
        return false;
    }

    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        var text = Clean(Encoding.UTF8.GetString(body.Length > MaxLength * 4 ? body[..(MaxLength * 4)] : body));
        return text.Length == 0 ? "(no text)" : text;
    }

    public static string Clean(string text)
    {
        var line = string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }

    private static List<ErrorAnswer.Entry> Entries(ReadOnlySpan<byte> body)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize(body, WireJson.Default.ErrorAnswer)?.Entries ?? []).OfType<ErrorAnswer.Entry>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
