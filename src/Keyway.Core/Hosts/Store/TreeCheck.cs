// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>Compares an unpacked tree on disk with its listing: every entry's type, mode, size, target and digest, and that nothing else is there.</summary>
internal sealed class TreeCheck(HostFileSystem files, HostDirectory top, ImmutableArray<PackagedFile> listing)
{
    private const int ReadBuffer = 256 * 1024;

    private readonly byte[] buffer = new byte[ReadBuffer];

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>What differs, in the order of the listing, then what is there without being listed.</summary>
    public IEnumerable<TreeProblem> Problems(CancellationToken cancellationToken)
    {
        using StagedTree tree = new(files, top);
        foreach (var entry in listing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Difference(tree, entry) is { } difference) yield return new(entry.Path, difference);
        }

        foreach (var extra in Unlisted(tree)) yield return new(extra, "it is not listed");
    }

    private string? Difference(StagedTree tree, PackagedFile entry)
    {
        if (tree.Status(entry.Path) is not { } status) return "it is missing";
        if (status.Type != TypeOf(entry.Type)) return $"expected a {entry.Type.ToString().ToLowerInvariant()}";
        return entry.Type switch
        {
            PackagedFileType.Symlink => tree.ReadLink(entry.Path) is var target && target != entry.Target ? $"expected a link to '{entry.Target}', got '{target}'" : null,
            PackagedFileType.Directory => ModeDifference(status, entry),
            _ => ModeDifference(status, entry) ?? ContentDifference(tree, entry, status),
        };
    }

    private static string? ModeDifference(HostFileStatus status, PackagedFile entry)
    {
        var mode = FileModes.Format(status.Mode);
        return mode == entry.Mode ? null : $"expected mode {entry.Mode}, got {mode}";
    }

    private string? ContentDifference(StagedTree tree, PackagedFile entry, HostFileStatus status)
    {
        if (status.Size != entry.Size) return $"expected {entry.Size} bytes, got {status.Size}";
        using var file = tree.OpenFile(entry.Path);
        files.DropCache(file);
        var actual = Hash(file, entry.Digest!.Value.Algorithm);
        return actual == entry.Digest ? null : $"expected {entry.Digest}, got {actual}";
    }

    private Digest Hash(HostFile file, DigestAlgorithm algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm == DigestAlgorithm.Sha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256);
        var offset = 0L;
        while (files.Read(file, offset, buffer) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        Bytes += offset;
        return Digest.FromHash(algorithm, hash.GetHashAndReset());
    }

    private List<string> Unlisted(StagedTree tree)
    {
        var known = listing.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        var directories = listing.Where(entry => entry.Type == PackagedFileType.Directory && tree.Status(entry.Path)?.Type == HostFileType.Directory).Select(entry => entry.Path);
        return directories.Prepend("").SelectMany(tree.List, (directory, name) => directory.Length == 0 ? name : $"{directory}/{name}").Where(path => !known.Contains(path)).ToList();
    }

    private static HostFileType TypeOf(PackagedFileType type) => type switch
    {
        PackagedFileType.File => HostFileType.File,
        PackagedFileType.Directory => HostFileType.Directory,
        _ => HostFileType.SymbolicLink,
    };
}
