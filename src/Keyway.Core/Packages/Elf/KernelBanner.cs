// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Packages.Elf;

/// <summary>The two strings in a kernel's read-only data that name it: `Linux version RELEASE (…)`, and its vermagic, which begins with the release.</summary>
internal static class KernelBanner
{
    private const int Longest = 256;

    public static string? Release(ElfImage image) => After(Content(image), "Linux version "u8) is { } text && text.Split(' ') is [{ Length: > 0 } release, ..] ? release : null;

    // The words that a vermagic has and no other string with the release at its start: those of include/linux/vermagic.h.
    public static string? Vermagic(ElfImage image, string release)
    {
        var bytes = Content(image).AsSpan();
        var start = Encoding.UTF8.GetBytes('\0' + release + ' ');
        for (int at; (at = bytes.IndexOf(start)) >= 0; bytes = bytes[(at + 1)..])
        {
            var words = (After(bytes[at..(at + Math.Min(Longest, bytes.Length - at))], "\0"u8) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 && words.Skip(1).All(IsWord)) return string.Join(' ', words);
        }

        return null;
    }

    private static bool IsWord(string word) => word is "SMP" or "preempt" or "preempt_rt" or "mod_unload" or "modversions" or "riscv" or "aarch64" || word.StartsWith("RANDSTRUCT_", StringComparison.Ordinal);

    private static byte[] Content(ElfImage image) => image.Content(".rodata");

    private static string? After(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> prefix)
    {
        var at = bytes.IndexOf(prefix);
        if (at < 0) return null;
        var rest = bytes[(at + prefix.Length)..];
        var end = rest[..Math.Min(rest.Length, Longest)].IndexOf((byte)0);
        // The banner goes on for longer than is of interest.
        return Encoding.UTF8.GetString(rest[..(end < 0 ? Math.Min(rest.Length, Longest) : end)]);
    }
}
