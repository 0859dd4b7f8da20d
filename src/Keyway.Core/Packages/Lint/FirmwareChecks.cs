// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Packages.Lint;

/// <summary>Declared firmware against the files, byte for byte.</summary>
internal static class FirmwareChecks
{
    public static void Run(LintContext context, CancellationToken cancellationToken)
    {
        var files = context.Files.Where(file => file.Place.Kind == PayloadKind.Firmware).ToDictionary(file => file.Place.Name, file => file.Entry);
        foreach (var image in context.Manifest.Firmware) Check(context, image, files.GetValueOrDefault(image.File), cancellationToken);
        foreach (var (name, entry) in files.Where(file => !context.Manifest.Firmware.Any(image => image.File == file.Key)))
            context.Error(LintCodes.FirmwareUndeclared, entry.Path, "'firmware' of the manifest does not declare it", $"add {{\"file\": \"{Manifest.Shown.Text(name)}\", \"sha256\": \"...\", \"rev\": \"...\"}}, or remove the file");
    }

    private static void Check(LintContext context, FirmwareImage image, SourceEntry? entry, CancellationToken cancellationToken)
    {
        var path = $"{PackageLayout.Firmware}/{image.File}";
        if (entry is null)
        {
            context.Error(LintCodes.FirmwareMissing, path, "the manifest declares it, but it is not there", "copy the image here, or drop it from 'firmware'");
            return;
        }

        if (image.Size is { } size && size != entry.Size) context.Error(LintCodes.FirmwareSize, path, $"it has {entry.Size} bytes, declared are {size}", "find out which image is meant before you change the manifest");
        using var stream = context.Open(entry);
        var actual = HashOf(stream, cancellationToken);
        if (actual != image.Sha256.Hex) context.Error(LintCodes.FirmwareDigest, path, $"its sha256 is {actual}, declared is {image.Sha256.Hex}", "find out which image is meant before you change the manifest");
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
