// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Packages.Lint;

/// <summary>Declared firmware against the files, byte for byte.</summary>
internal static class FirmwareChecks
{
    public static void Run(LintContext context, FirmwareReading reading, CancellationToken cancellationToken)
    {
        var files = context.Files.Where(file => file.Place.Kind == PayloadKind.Firmware).ToDictionary(file => file.Place.Name, file => file.Entry);
        foreach (var image in context.Manifest.Firmware)
        {
            if (CheckPresent(context, image, files.GetValueOrDefault(image.File)) is { } entry && reading == FirmwareReading.ByLint) CheckDigest(context, image, entry, cancellationToken);
        }

        foreach (var (name, entry) in files.Where(file => !context.Manifest.Firmware.Any(image => image.File == file.Key)))
            context.Error(LintCodes.FirmwareUndeclared, entry.Path, "'firmware' of the manifest does not declare it", $"add {{\"file\": \"{Manifest.Shown.Text(name)}\", \"sha256\": \"...\", \"rev\": \"...\"}}, or remove the file");
    }

    private static SourceEntry? CheckPresent(LintContext context, FirmwareImage image, SourceEntry? entry)
    {
        var path = $"{PackageLayout.Firmware}/{image.File}";
        if (entry is null) context.Error(LintCodes.FirmwareMissing, path, "the manifest declares it, but it is not there", "copy the image here, or drop it from 'firmware'");
        else if (image.Size is { } size && size != entry.Size) context.Error(LintCodes.FirmwareSize, path, $"it has {entry.Size} bytes, declared are {size}", "find out which image is meant before you change the manifest");
        return entry;
    }

    private static void CheckDigest(LintContext context, FirmwareImage image, SourceEntry entry, CancellationToken cancellationToken)
    {
        using var stream = context.Open(entry);
        var actual = HashOf(stream, cancellationToken);
        if (actual != image.Sha256.Hex) context.Error(LintCodes.FirmwareDigest, entry.Path, $"its sha256 is {actual}, declared is {image.Sha256.Hex}", "find out which image is meant before you change the manifest");
    }

    private static string HashOf(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[256 << 10];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
