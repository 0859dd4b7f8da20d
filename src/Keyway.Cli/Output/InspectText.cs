// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>The human form of <see cref="InspectDocument"/>. Foreign text is shown without control characters, so that no artifact can drive a terminal.</summary>
internal static class InspectText
{
    public static void Write(InspectDocument document, TextWriter output)
    {
        output.WriteLine(document.Reference);
        output.WriteLine($"  digest      {document.Digest}");
        output.WriteLine($"  media type  {Safe(document.MediaType)}");
        if (document.ArtifactType is { } type) output.WriteLine($"  artifact    {Safe(type)}");
        if (document.Subject is { } subject) output.WriteLine($"  about       {subject}");
        foreach (var (key, value) in document.Annotations) output.WriteLine($"  {Safe(key)} = {Safe(value)}");
        foreach (var manifest in document.Manifests) WriteManifest(manifest, output);
        if (document.OmittedManifests > 0) output.WriteLine($"  and {document.OmittedManifests} more manifests");
        WriteReferrers(document, output);
    }

    private static void WriteManifest(InspectDocument.Manifest manifest, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"  {Safe(manifest.Platform ?? "manifest")}  {manifest.Digest}");
        if (!manifest.IsPresent) output.WriteLine("    not in this repository");
        if (manifest.Config is { } config) output.WriteLine($"    {ByteText.Of(config.Size),10}  config  {Safe(config.MediaType)}");
        foreach (var layer in manifest.Layers) output.WriteLine($"    {ByteText.Of(layer.Size),10}  {Safe(layer.Title ?? layer.Digest)}  {Safe(layer.MediaType)}");
    }

    private static void WriteReferrers(InspectDocument document, TextWriter output)
    {
        if (document.Referrers.Count == 0) return;
        output.WriteLine();
        output.WriteLine("  referrers");
        foreach (var referrer in document.Referrers) output.WriteLine($"    {referrer.Digest}  {Safe(referrer.ArtifactType ?? "-")}");
    }

    internal static string Safe(string text) => new([.. text.Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
