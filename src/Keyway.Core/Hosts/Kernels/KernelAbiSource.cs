// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Hosts.Probe;
using Keyway.Packages.Elf;
using Errors = Keyway.Compatibility.Kabi.Errors;

namespace Keyway.Hosts.Kernels;

/// <summary>
/// Reads the ABI of a kernel from wherever it is written down: a kernel headers directory, a <c>Module.symvers</c> (plain, .gz, .zst), a kabi document, a
/// kernel image, or the host a probe looked at. Spec: spec/kabi §"Sources".
/// </summary>
public static class KernelAbiSource
{
    private const int LargestTable = 32 << 20;

    /// <summary>Reads a file or directory; what it is follows from its content.</summary>
    /// <param name="shown">What to call it in messages.</param>
    /// <exception cref="KeywayException">KW3330 to KW3333, KW3054: nothing of the kind.</exception>
    public static KernelAbi Read(string path, string shown)
    {
        if (Directory.Exists(path)) return ReadHeaders(path, shown);
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..length] switch
        {
            [(byte)'{', ..] => KernelAbi.Parse(SmallFile.Read(path, KernelAbi.MaximumDocument), shown),
            [0x7f, (byte)'E', (byte)'L', (byte)'F'] or [(byte)'M', (byte)'Z', ..] => ReadImage(file, shown),
            [0x1f, 0x8b, ..] => ReadTable(new GZipStream(file, CompressionMode.Decompress), shown),
            [0x28, 0xb5, 0x2f, 0xfd] => ReadTable(new ZstdDecompressionStream(file, LargestTable, shown), shown),
            _ => ReadTable(file, shown),
        };
    }

    /// <summary>The ABI of the kernel that a probe saw; only as far as it saw it.</summary>
    /// <exception cref="KeywayException">KW3333: the probe found no export table.</exception>
    public static KernelAbi Of(HostReport host, string shown) => new()
    {
        Source = shown,
        Release = host.Facts.TextOf(FactNames.KernelRelease),
        Isa = host.Facts.TextOf(FactNames.IsaName),
        Vermagic = host.Facts.TextOf(FactNames.KernelVermagic),
        Signatures = SignaturesOf(option => (host.Facts.Find(FactName.Parse("kernel.config"))?.Value as FactValue.Map)?.TextOf(option)),
        Symbols = host.Symbols ?? throw Errors.NoKernelAbi(shown, "neither its headers nor /boot/symvers-* nor /lib/modules/*/symvers.gz are there"),
    };

    private static KernelAbi ReadHeaders(string directory, string shown)
    {
        var table = Path.Combine(directory, "Module.symvers");
        if (!File.Exists(table)) throw Errors.NoKernelAbi(shown, "there is no Module.symvers in it");
        using var file = File.OpenRead(table);
        var symbols = ReadSymbols(file, Path.Combine(shown, "Module.symvers"));
        var release = ReleaseOf(directory);
        var config = TextOf(Path.Combine(directory, ".config")) is { } text ? KernelConfiguration.Parse(text) : null;
        return new()
        {
            Source = shown,
            Release = release,
            Isa = config?.Isa,
            Vermagic = release is null ? null : config?.Vermagic(release, config.Isa),
            Signatures = SignaturesOf(option => config?[option]),
            Symbols = symbols,
        };
    }

    private static KernelAbi ReadTable(Stream stream, string shown)
    {
        using (stream)
        {
            try
            {
                return new() { Source = shown, Symbols = ReadSymbols(new LimitedStream(stream, LargestTable), shown) };
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException)
            {
                throw Errors.NoKernelAbi(shown, "it cannot be unpacked, or it is too large");
            }
        }
    }

    private static KernelAbi ReadImage(Stream file, string shown)
    {
        var image = KernelImageFile.Read(file, shown);
        return new()
        {
            Source = shown,
            Release = image.Release,
            Isa = image.Isa,
            Vermagic = image.Vermagic,
            Symbols = KernelSymbols.Of(shown, image.Exports.DistinctBy(export => export.Name).Select(export =>
                KeyValuePair.Create(export.Name, new KernelExport(export.Crc) { IsGplOnly = export.IsGplOnly, Namespace = export.Namespace, Module = "vmlinux" }))),
        };
    }

    private static KernelSymbols ReadSymbols(Stream stream, string shown)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 65_536);
        return KernelSymbols.Parse(reader, shown);
    }

    // utsrelease.h: #define UTS_RELEASE "6.12.107+deb13-amd64"
    private static string? ReleaseOf(string directory) =>
        TextOf(Path.Combine(directory, "include", "generated", "utsrelease.h"))?.Split('"') is [_, { Length: > 0 } release, ..] ? release
            : TextOf(Path.Combine(directory, "include", "config", "kernel.release"))?.Trim() is { Length: > 0 } plain ? plain : null;

    private static string? TextOf(string path) => File.Exists(path) ? Encoding.UTF8.GetString(SmallFile.Read(path, KernelConfiguration.MaximumLength)) : null;

    private static SignatureRule SignaturesOf(Func<string, string?> option) => (option("MODULE_SIG"), option("MODULE_SIG_FORCE")) switch
    {
        (null, _) => SignatureRule.Unknown,
        ("n", _) => SignatureRule.Off,
        (_, "y") => SignatureRule.Enforced,
        _ => SignatureRule.Permissive,
    };
}
