// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>Reads files that must be small, whatever they really are: regular files, pipes, devices.</summary>
public static class SmallFile
{
    /// <summary>The whole file if it has at most <paramref name="limit"/> bytes, else one byte more than that: enough for the caller to refuse it.</summary>
    public static byte[] Read(string path, int limit)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);

        // A pipe has no length, and that of a file may change before it is read.
        var content = new byte[(file.CanSeek ? (int)Math.Min(file.Length, limit) : limit) + 1];
        return content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }
}
