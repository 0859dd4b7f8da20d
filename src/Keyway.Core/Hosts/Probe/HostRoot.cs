// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Reads files of a host below a root directory, which may be a captured tree made by anyone: links never lead out of it, nothing but regular files is
/// opened, every read is bounded. What cannot be read becomes a warning; what is not there does not. Not thread safe.
/// </summary>
internal sealed class HostRoot
{
    public const int MaximumFile = 1 << 20;
    public const int MaximumEntries = 8192;

    private readonly string root;
    private readonly List<ProbeWarning> warnings = [];

    public HostRoot(string root) => this.root = Path.GetFullPath(root);

    /// <summary>True for the host this process runs on.</summary>
    public bool IsLive => root == "/";

    public IReadOnlyList<ProbeWarning> Warnings => warnings;

    public void Warn(string source, string problem) => warnings.Add(new ProbeWarning(source, problem));

    /// <summary>True when the path is there, whatever it is.</summary>
    public bool Has(string path) => Locate(path) is not null;

    /// <summary>The text of a file without trailing white space and zero bytes; null when there is none.</summary>
    public string? ReadText(string path, int limit = MaximumFile)
    {
        if (ReadBytes(path, limit) is not { } bytes) return null;
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\0', '\n', '\r', ' ', '\t');
        if (!text.Any(c => c < ' ' && c is not ('\0' or '\t' or '\n' or '\r'))) return text;
        Warn(path, "it holds control characters, so it is not the text it should be");
        return null;
    }

    /// <summary>The first line of a small file; null when there is none or it is empty.</summary>
    public string? ReadLine(string path)
    {
        var text = ReadText(path, 65_536)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text.Split('\n', 2)[0].TrimEnd();
    }

    /// <summary>The content of a file of at most that many bytes; null when there is none.</summary>
    public byte[]? ReadBytes(string path, int limit = MaximumFile)
    {
        using var file = Open(path);
        if (file is null) return null;
        try
        {
            // Files of /proc and /sys say that their size is 0 or 4096: only reading tells.
            using MemoryStream content = new();
            var buffer = new byte[16_384];
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                if (content.Length + count > limit) return Ignored(path, $"it is larger than {limit} bytes");
                content.Write(buffer, 0, count);
            }

            return content.ToArray();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Ignored(path, Reason(problem));
        }
    }

    /// <summary>Opens a regular file; null when there is none. The caller bounds what it reads.</summary>
    public Stream? Open(string path)
    {
        if (Locate(path) is not { } found) return null;
        try
        {
            if (FileKind.Of(found, followLink: true) == UnixFileKind.Regular) return new FileStream(found, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Warn(path, "it is no regular file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Warn(path, Reason(problem));
        }

        return null;
    }

    /// <summary>The names in a directory in ordinal order; empty when there is none.</summary>
    public IReadOnlyList<string> List(string path)
    {
        if (Locate(path) is not { } found || FileKind.Of(found, followLink: true) != UnixFileKind.Directory) return [];
        try
        {
            var names = Directory.EnumerateFileSystemEntries(found).Take(MaximumEntries + 1).Select(name => Path.GetFileName(name)).ToList();
            if (names.Count > MaximumEntries) Warn(path, $"it has more than {MaximumEntries} entries, so it was left out");
            else names.Sort(StringComparer.Ordinal);
            return names.Count > MaximumEntries ? [] : names;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Warn(path, Reason(problem));
            return [];
        }
    }

    /// <summary>The names in a directory in ordinal order; null, without a warning, when it is not there or not shown to this user.</summary>
    public IReadOnlyList<string>? TryList(string path)
    {
        if (Locate(path) is not { } found || FileKind.Of(found, followLink: true) != UnixFileKind.Directory) return null;
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(found).Take(MaximumEntries).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What a symbolic link says, as it stands there; null when there is none.</summary>
    public string? LinkTarget(string path)
    {
        var slash = path.LastIndexOf('/');
        if (Locate(slash <= 0 ? "/" : path[..slash]) is not { } directory) return null;
        var link = directory.TrimEnd('/') + path[slash..];
        try
        {
            return FileKind.Of(link, followLink: false) == UnixFileKind.Symlink ? new FileInfo(link).LinkTarget : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private byte[]? Ignored(string path, string problem)
    {
        Warn(path, problem);
        return null;
    }

    private string? Locate(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal)) return null;
        if (IsLive) return FileKind.Of(path, followLink: true) == UnixFileKind.None ? null : path;
        var found = ConfinedPath.Resolve(root, path, out var problem);
        if (problem is not null) Warn(path, problem);
        return found;
    }

    private static string Reason(Exception problem) => problem is UnauthorizedAccessException ? "permission denied" : "it cannot be read";
}
