// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>Small documents that appear whole and durable, or not at all.</summary>
internal static class DurableFile
{
    private const int Mode = 0x1a4; // 0644

    /// <summary>Creates a document under a name that must not be there: temporary name, fsync, rename, fsync of the directory.</summary>
    public static void Publish(HostFileSystem files, HostDirectory parent, string name, ReadOnlyMemory<byte> content)
    {
        var temporary = StoreNames.Temporary + name;
        Write(files, parent, temporary, content);
        files.Rename(parent, temporary, name);
        files.Synchronise(parent);
    }

    /// <summary>Creates a document in a directory that has no final name yet.</summary>
    public static void Write(HostFileSystem files, HostDirectory parent, string name, ReadOnlyMemory<byte> content)
    {
        using var file = files.CreateFile(parent, name, Mode);
        files.Write(file, 0, content);
        files.ChangeMode(file, Mode);
        files.Synchronise(file);
    }

    /// <summary>Compares a synchronised document with what was written, read from the disk.</summary>
    public static void ReadBack(HostFileSystem files, HostDirectory parent, string name, ReadOnlySpan<byte> content)
    {
        using (var file = files.OpenFile(parent, name)) files.DropCache(file);
        var actual = TryRead(files, parent, name, content.Length);
        if (!content.SequenceEqual(actual)) throw Errors.ReadBackDiffers(parent.PathOf(name), $"expected {Digest.OfBytes(content)}, got {(actual is null ? "another length" : Digest.OfBytes(actual))}");
    }

    /// <summary>The bytes of a document; null when it is longer than the limit or not a regular file.</summary>
    public static byte[]? TryRead(HostFileSystem files, HostDirectory parent, string name, int limit)
    {
        using var file = files.OpenFile(parent, name);
        var status = files.Status(file);
        if (status.Type != HostFileType.File || status.Size > limit) return null;
        var content = new byte[status.Size];
        var length = 0;
        while (length < content.Length && files.Read(file, length, content.AsMemory(length)) is var read and > 0) length += read;
        return length == content.Length ? content : null;
    }
}
