// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Hosts.Store;
using Keyway.Packages;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>A small driver package in memory, with everything an install asks for: userspace with a link, two modules, firmware that does not change between versions.</summary>
internal sealed class StorePackage
{
    public const string Kernel = "6.12.94+deb13-amd64";

    private readonly Dictionary<Digest, byte[]> blobs = [];

    public StorePackage(string version)
    {
        Version = version;
        Layers =
        [
            Layer("amd64/userspace.tar.zst", PayloadKind.Userspace, null, Directory("userspace"), Directory("userspace/lib"), File("userspace/lib/libkw.so.1", $"library {version}", 0x1ed), Link("userspace/lib/libkw.so", "libkw.so.1"), File("userspace/tool", new string('t', 9000) + version, 0x1ed)),
            Layer("amd64/modules.tar.zst", PayloadKind.KernelModule, Kernel, Directory("modules"), Directory("modules/" + Kernel), File($"modules/{Kernel}/kw_base.ko", $"module {version}", 0x1a4)) with { Modules = [Module(version)] },
            Layer("amd64/firmware-kw.bin.tar.zst", PayloadKind.Firmware, null, Directory("firmware"), File("firmware/kw.bin", "the same blob in each version", 0x1a4)),
        ];
    }

    public string Version { get; }

    public ImmutableArray<PackagedLayer> Layers { get; set; }

    /// <summary>How often a layer was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Stands between the store and the blob, to cut, change or delay it.</summary>
    public Func<Stream, Stream> Wire { get; init; } = stream => stream;

    public InstallRequest Request => new()
    {
        Package = "kw-driver",
        Version = Version,
        Source = "oci:out:" + Version,
        Isa = Isa.Amd64,
        Index = Digest.OfBytes(Encoding.UTF8.GetBytes("index " + Version)),
        Manifest = Digest.OfBytes(Encoding.UTF8.GetBytes("manifest " + Version)),
        Reason = "asked for by a test",
        Layers = [.. Layers.Select(layer => new RequestedLayer(layer, _ => OpenAsync(layer)))],
    };

    public PackagedLayer Layer(string title, PayloadKind kind, string? kernel, params (PackagedFile File, byte[] Content)[] entries)
    {
        var tar = Tar(entries);
        var blob = Compressed(tar);
        blobs[Digest.OfBytes(blob)] = blob;
        return new PackagedLayer
        {
            Title = title,
            Kind = kind,
            Kernel = kernel,
            Digest = Digest.OfBytes(blob),
            Size = blob.Length,
            DiffId = Digest.OfBytes(tar),
            UncompressedSize = tar.Length,
            Files = [.. entries.Select(entry => entry.File)],
        };
    }

    public static (PackagedFile File, byte[] Content) Directory(string path) => (new PackagedFile { Path = path, Type = PackagedFileType.Directory, Mode = "0755" }, []);

    public static (PackagedFile File, byte[] Content) Link(string path, string target) =>
        (new PackagedFile { Path = path, Type = PackagedFileType.Symlink, Mode = "0777", Target = target }, []);

    public static (PackagedFile File, byte[] Content) File(string path, string text, int mode = 0x1a4) => File(path, Encoding.UTF8.GetBytes(text), mode);

    public static (PackagedFile File, byte[] Content) File(string path, byte[] content, int mode = 0x1a4) => (new PackagedFile
    {
        Path = path,
        Type = PackagedFileType.File,
        Mode = Convert.ToString(mode, 8).PadLeft(4, '0'),
        Size = content.Length,
        Digest = Digest.OfBytes(content),
    }, content);

    private static PackagedModule Module(string version) =>
        new() { Path = $"modules/{Kernel}/kw_base.ko", Name = "kw_base", Vermagic = Kernel + " SMP mod_unload modversions", Srcversion = "SRC" + version };

    private Task<Stream> OpenAsync(PackagedLayer layer)
    {
        Opened++;
        return Task.FromResult(Wire(new MemoryStream(blobs[layer.Digest])));
    }

    private static byte[] Tar((PackagedFile File, byte[] Content)[] entries) => Written(async output =>
    {
        TarArchiveWriter writer = new(output, new ArchiveLimits());
        foreach (var (file, content) in entries) await writer.WriteAsync(Entry(file), new MemoryStream(content), CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
    });

    private static byte[] Compressed(byte[] tar) => Written(async output =>
    {
        await using ZstdCompressionStream zstd = new(output, new ZstdSettings { Level = 1, Workers = 1 });
        await zstd.WriteAsync(tar);
        await zstd.CompleteAsync(CancellationToken.None);
    });

    // Memory streams only: nothing here ever waits.
    private static byte[] Written(Func<Stream, Task> write)
    {
        using MemoryStream output = new();
        write(output).GetAwaiter().GetResult();
        return output.ToArray();
    }

    private static ArchiveEntry Entry(PackagedFile file) => new()
    {
        Path = file.Path,
        Type = file.Type switch { PackagedFileType.Directory => ArchiveEntryType.Directory, PackagedFileType.Symlink => ArchiveEntryType.Symlink, _ => ArchiveEntryType.File },
        Mode = (UnixFileMode)Convert.ToInt32(file.Mode, 8),
        Size = file.Size,
        LinkTarget = file.Target,
    };
}
