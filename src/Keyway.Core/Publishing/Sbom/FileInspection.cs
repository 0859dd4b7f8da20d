// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Packages;
using Keyway.Packages.Elf;

namespace Keyway.Publishing.Sbom;

/// <summary>Reads one file: both hashes in one pass, then what kind of file it is. A file that only claims to be machine code is an ordinary file here; lint says more.</summary>
internal static class FileInspection
{
    private const int BufferSize = 256 << 10;

    /// <summary>Reads a seekable stream from its start.</summary>
    public static async Task<FileReading> ReadAsync(Stream content, string path, PayloadKind kind, CancellationToken cancellationToken)
    {
        var (reading, start) = await HashAsync(content, cancellationToken);
        if (kind == PayloadKind.KernelModule && ModuleCompression.IsModule(path)) return WithModule(reading, content, path);
        return ElfHeader.HasMagic(start) ? WithElf(reading, content, path) : reading;
    }

    private static async Task<(FileReading Reading, byte[] Start)> HashAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = new byte[BufferSize];
        byte[]? start = null;
        long size = 0;
        for (int count; (count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0; size += count)
        {
            start ??= buffer[..Math.Min(count, FileStart.Length)];
            sha256.AppendData(buffer, 0, count);
            sha512.AppendData(buffer, 0, count);
        }

        start ??= [];
        FileReading reading = new()
        {
            Sha256 = Digest.FromHash(DigestAlgorithm.Sha256, sha256.GetHashAndReset()),
            Sha512 = Digest.FromHash(DigestAlgorithm.Sha512, sha512.GetHashAndReset()),
            Size = size,
            IsScript = start.AsSpan().StartsWith("#!"u8),
            IsMachineCode = ElfHeader.HasMagic(start),
            IsArchive = FileStart.IsArchive(start) || FileStart.IsCompressed(start),
            IsStructured = FileStart.IsArchive(start),
            LicenceTag = FileStart.LicenceTag(start),
        };
        return (reading, start);
    }

    private static FileReading WithModule(FileReading reading, Stream content, string path)
    {
        try
        {
            content.Position = 0;
            return reading with { Module = KernelModuleFile.Read(content, path) };
        }
        catch (KeywayException refusal) when (IsMalformed(refusal))
        {
            return reading;
        }
    }

    private static FileReading WithElf(FileReading reading, Stream content, string path)
    {
        try
        {
            var elf = UserspaceElf.Read(content, path);
            return elf.Header.Type is ElfType.Executable or ElfType.SharedObject ? reading with { Elf = elf } : reading;
        }
        catch (KeywayException refusal) when (IsMalformed(refusal))
        {
            return reading;
        }
    }

    private static bool IsMalformed(KeywayException refusal) => refusal.Code.Kind == ErrorKind.VerificationRefused;
}
