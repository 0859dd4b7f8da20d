// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>
/// A tree that is being written below a directory without a final name. Each part of a path is opened relative to its parent and without following links;
/// the parent of the last path stays open, since neighbours follow each other.
/// </summary>
internal sealed class StagedTree(HostFileSystem files, HostDirectory top) : IDisposable
{
    private const int DirectoryMode = 0x1c0; // 0700 until finished
    private const int FileMode = 0x180; // 0600 until finished

    private string openPath = "";
    private HostDirectory? openDirectory;

    public void MakeDirectory(string path) => files.MakeDirectory(ParentOf(path), NameOf(path), DirectoryMode);

    public void MakeSymbolicLink(string path, string target) => files.MakeSymbolicLink(ParentOf(path), NameOf(path), target);

    public HostFile CreateFile(string path) => files.CreateFile(ParentOf(path), NameOf(path), FileMode);

    public HostFile OpenFile(string path) => files.OpenFile(ParentOf(path), NameOf(path));

    public HostFileStatus? Status(string path) => files.Status(ParentOf(path), NameOf(path));

    public string? ReadLink(string path) => files.ReadLink(ParentOf(path), NameOf(path));

    public IReadOnlyList<string> List(string path) => files.List(Enter(path));

    /// <summary>Gives a directory its mode and makes its entries durable; its own subdirectories must be finished.</summary>
    public void FinishDirectory(string path, int mode)
    {
        using var directory = files.OpenDirectory(ParentOf(path), NameOf(path));
        files.ChangeMode(directory, mode);
        files.Synchronise(directory);
    }

    public void Dispose()
    {
        openDirectory?.Dispose();
        openDirectory = null;
        openPath = "";
    }

    private HostDirectory ParentOf(string path) => Enter(path.LastIndexOf('/') is var cut and >= 0 ? path[..cut] : "");

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private HostDirectory Enter(string path)
    {
        if (path.Length == 0) return top;
        if (openDirectory is not null && path == openPath) return openDirectory;
        Dispose();
        openDirectory = Walk(path);
        openPath = path;
        return openDirectory;
    }

    private HostDirectory Walk(string path)
    {
        var directory = top;
        foreach (var part in path.Split('/'))
        {
            var next = files.OpenDirectory(directory, part);
            if (directory != top) directory.Dispose();
            directory = next;
        }

        return directory;
    }
}
