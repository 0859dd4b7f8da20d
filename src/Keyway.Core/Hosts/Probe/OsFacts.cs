// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Distribution and C library.</summary>
internal static class OsFacts
{
    private const int LargestLibrary = 8 << 20;

    private static readonly (string Key, string Fact)[] ReleaseMembers =
        [("ID", "os.id"), ("VERSION_ID", "os.version-id"), ("VERSION_CODENAME", "os.codename"), ("PRETTY_NAME", "os.pretty-name"), ("VARIANT_ID", "os.variant-id")];

    private static readonly SearchValues<byte> VersionBytes = SearchValues.Create("0123456789."u8);

    private static readonly string[] Triplets = ["riscv64-linux-gnu", "x86_64-linux-gnu", "aarch64-linux-gnu"];

    public static void Read(HostRoot root, FactCollector facts)
    {
        ReadRelease(root, facts);
        ReadLibc(root, facts);
    }

    private static void ReadRelease(HostRoot root, FactCollector facts)
    {
        var source = root.Has("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release";
        if (root.ReadText(source, 65_536) is not { } text) return;
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign) members[line[..sign]] = Unquoted(line[(sign + 1)..].Trim());
        foreach (var (key, fact) in ReleaseMembers)
            if (members.TryGetValue(key, out var value)) facts.Add(fact, value.Length == 0 ? FactValue.Nothing : FactValue.Of(value), source);
        if (members.TryGetValue("ID_LIKE", out var like)) facts.Add("os.id-like", FactValue.Of(like.Split(' ', StringSplitOptions.RemoveEmptyEntries)), source);
    }

    private static string Unquoted(string text) => text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    private static void ReadLibc(HostRoot root, FactCollector facts)
    {
        foreach (var path in LibcPaths())
        {
            if (!root.Has(path) || root.ReadBytes(path, LargestLibrary) is not { } library) continue;
            if (GlibcVersion(library) is not { } version) continue;
            facts.Add("libc.name", "glibc", path);
            facts.Add("libc.version", version, path);
            return;
        }

        if (root.List("/lib").FirstOrDefault(name => name.StartsWith("ld-musl-", StringComparison.Ordinal)) is { } musl) facts.Add("libc.name", "musl", "/lib/" + musl);
    }

    private static IEnumerable<string> LibcPaths() =>
        Triplets.Select(triplet => $"/lib/{triplet}/libc.so.6").Append("/lib64/libc.so.6").Append("/lib64/lp64d/libc.so.6").Append("/lib/libc.so.6").Append("/usr/lib/libc.so.6");

    // The banner every glibc carries: "GNU C Library (Debian GLIBC 2.41-12) stable release version 2.41."
    private static string? GlibcVersion(ReadOnlySpan<byte> library)
    {
        var banner = library.IndexOf("GNU C Library ("u8);
        if (banner < 0) return null;
        var rest = library.Slice(banner, Math.Min(200, library.Length - banner));
        var marker = rest.IndexOf("release version "u8);
        if (marker < 0) return null;
        rest = rest[(marker + "release version ".Length)..];
        var end = rest.IndexOfAnyExcept(VersionBytes);
        var version = Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]).TrimEnd('.');
        return version.Length == 0 ? null : version;
    }
}
