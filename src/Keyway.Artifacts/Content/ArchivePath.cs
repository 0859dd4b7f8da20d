// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Keyway.Artifacts.Content;

/// <summary>The rules for names inside an archive. Spec: spec/package §"Paths".</summary>
internal static class ArchivePath
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> Refused = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '\x7f', '\\']);

    /// <summary>Refuses what is not a plain relative path.</summary>
    public static void Check(string path, ArchiveLimits limits)
    {
        if (path.StartsWith('/')) throw Errors.PathAbsolute(Shown(path));
        CheckLength(path, limits);
        if (IsMalformed(path)) throw Errors.PathMalformed(Shown(path));
        var parts = path.Split('/');
        if (parts.Contains("..")) throw Errors.PathClimbs(Shown(path));
        if (parts.Any(part => part is "" or ".")) throw Errors.PathMalformed(Shown(path));
        if (parts.Length > limits.MaxDepth || parts.Any(part => ByteCount(part) > limits.MaxPartBytes)) throw Errors.PathTooLong(Shown(path));
    }

    /// <summary>
    /// Refuses a link that could leave the tree. `..` may only come first: after a part that is itself a link, `..` goes up from wherever that one leads.
    /// </summary>
    public static void CheckLink(string path, string target, ArchiveLimits limits)
    {
        CheckLength(target, limits);
        if (IsMalformed(target)) throw Errors.PathMalformed(Shown(target));
        var parts = target.Split('/');
        var climbs = parts.TakeWhile(part => part == "..").Count();
        var isInside = climbs <= path.Count(c => c == '/') && !parts.Skip(climbs).Any(part => part is "" or "." or "..");
        if (!isInside) throw Errors.LinkEscapes(Shown(path), Shown(target));
    }

    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static int ByteCount(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>A path fit for a message: short, and without control characters.</summary>
    public static string Shown(string path)
    {
        var shown = string.Concat(path.Take(120).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return path.Length > 120 ? shown + "…" : shown;
    }

    private static bool IsMalformed(string text) => text.Length == 0 || text.AsSpan().ContainsAny(Refused) || HasLoneSurrogate(text);

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static void CheckLength(string text, ArchiveLimits limits)
    {
        if (ByteCount(text) > limits.MaxPathBytes) throw Errors.PathTooLong(Shown(text));
    }
}
