// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Hosts.Store;
using Keyway.Packages;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>A host root in a temporary directory, and what a test may find in it, read with plain file calls and none of the store's code.</summary>
internal sealed class StoreHost : IDisposable
{
    // Memory where there is some: the tests make hundreds of hosts, and fsync is what they would wait for.
    private static readonly string Ground = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public string Root { get; } = Directory.CreateDirectory(Path.Combine(Ground, "keyway-test-" + Path.GetRandomFileName())).FullName;

    public string Place => Path.Combine(Root, "var/lib/keyway");

    public string Combine(params string[] parts) => Path.Combine([Place, .. parts]);

    public GenerationStore Store(HostOperationHook? hook = null) => new(Root, TimeProvider.System, new HostFileSystem(hook));

    public GenerationStore Store(HostFileSystem files) => new(Root, TimeProvider.System, files);

    public async Task<InstallOutcome> InstallAsync(StorePackage package, HostOperationHook? hook = null) =>
        await Store(hook).InstallAsync(package.Request, null, TestContext.Current.CancellationToken);

    /// <summary>The target of <c>current</c>; null when there is none.</summary>
    public string? Current => new FileInfo(Combine("current")).LinkTarget;

    /// <summary>Version in the document of the current generation; null when there is none. Every file of it must be whole.</summary>
    public string? WholeVersion(params StorePackage?[] candidates)
    {
        if (!Path.Exists(Place)) return null;
        AssertLayersWhole(candidates);
        if (Current is null) return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(Combine("current", "generation.json")));
        var version = document.RootElement.GetProperty("version").GetString();
        var package = candidates.First(candidate => candidate?.Version == version)!;
        foreach (var file in package.Layers.SelectMany(layer => layer.Files)) AssertWhole(Combine("current"), file);
        return version;
    }

    /// <summary>Every name below the store with what it holds, without times and without the lock's content.</summary>
    public IReadOnlyList<string> Snapshot() =>
        [.. Directory.EnumerateFileSystemEntries(Place, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, ReturnSpecialDirectories = false }).Order(StringComparer.Ordinal).Select(Describe)];

    public IReadOnlyList<string> Temporaries() =>
        [.. Directory.EnumerateFileSystemEntries(Place, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Where(path => Path.GetFileName(path)[0] == '.')];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void AssertLayersWhole(StorePackage?[] candidates)
    {
        var known = candidates.OfType<StorePackage>().SelectMany(package => package.Layers).DistinctBy(layer => layer.DiffId).ToDictionary(layer => "sha256-" + layer.DiffId.Hex);
        if (!Directory.Exists(Combine("packages"))) return;
        foreach (var path in Directory.EnumerateDirectories(Combine("packages")).Where(path => !Path.GetFileName(path).StartsWith('.')))
            foreach (var file in known[Path.GetFileName(path)].Files) AssertWhole(Path.Combine(path, "tree"), file);
    }

    private static void AssertWhole(string top, PackagedFile file)
    {
        var path = Path.Combine(top, file.Path);
        if (file.Type == PackagedFileType.Symlink) Assert.Equal(file.Target, new FileInfo(path).LinkTarget);
        if (file.Type != PackagedFileType.File) return;
        Assert.Equal(file.Digest, Digest.OfBytes(File.ReadAllBytes(path)));
        Assert.Equal(file.Mode, Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0'));
    }

    private string Describe(string path)
    {
        var name = Path.GetRelativePath(Place, path);
        if (new FileInfo(path).LinkTarget is { } target) return $"{name} -> {target}";
        return Directory.Exists(path) || name == "lock" ? name : $"{name} {Digest.OfBytes(File.ReadAllBytes(path))}";
    }
}
