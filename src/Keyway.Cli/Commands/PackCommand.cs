// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Sbom;
using Keyway.Cli.Output;
using Keyway.Packages;
using Keyway.Packages.Lint;
using Keyway.Publishing;
using Keyway.Publishing.Sbom;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway pack</c>: a package source directory becomes an OCI image layout.</summary>
internal static class PackCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("directory") { Description = "Package source directory, with keyway.json in it" };
        Option<string> output = new("--output", "-o") { Description = "Image-layout directory to write or add to: oci:DIR[:TAG]", Required = true };
        Option<string?> tag = new("--tag") { Description = "Tag of the package; default: the one of the manifest's version" };
        Option<int> level = new("--level") { Description = "zstd level; higher is smaller and slower", DefaultValueFactory = _ => ZstdSettings.DefaultLevel };
        Option<string?> image = new("--image-compatible") { Description = "Also write a container image of the same content; gzip (default) or zstd layers", Arity = ArgumentArity.ZeroOrOne };
        image.AcceptOnlyFromAmong("gzip", "zstd");
        Option<string[]> sbom = new("--sbom") { Description = "Format of an attached SBOM, once for each; default: spdx-3.0.1 and cyclonedx-1.6", DefaultValueFactory = _ => [SbomFormat.Spdx301.Word(), SbomFormat.CycloneDx16.Word()] };
        sbom.AcceptOnlyFromAmong([.. SbomFormats.Words]);
        Option<bool> noSbom = new("--no-sbom") { Description = "Attach no SBOMs" };
        Command command = new("pack", """
            Pack a source directory into an OCI image layout: one index, one manifest per ISA, one blob per layer.

            The same content gives the same index digest, whoever packs it, where and when (with one version of libzstd).
            SBOMs of the package and of each build are attached as referrers, which change no digest of the package; see `keyway sbom`.

            Examples:
              keyway pack my-driver --output oci:out
              keyway pack my-driver --output oci:out:candidate --level 19
              keyway pack my-driver --output oci:out --image-compatible=zstd --json
              keyway pack my-driver --output oci:out --sbom cyclonedx-1.7 --sbom spdx-2.3

            Exit status: 0 packed, 2 the command line is wrong, 10 no such directory, 21 `keyway lint` refuses the directory or a firmware file is not the declared one, 11 another pack is writing there,
            23 the disk is full or not writable, 75 a file changed while it was packed.
            """)
        {
            directory, output, tag, level, image, sbom, noSbom,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = ArtifactReference.Parse(parsed.GetRequiredValue(output)).RootedAt(context.WorkingDirectory);
            PackSettings settings = new()
            {
                Level = parsed.GetValue(level),
                Tag = parsed.GetValue(tag) ?? target.Tag,
                Sboms = parsed.GetValue(noSbom) ? [] : [.. parsed.GetRequiredValue(sbom).Distinct(StringComparer.Ordinal).Select(SbomFormats.Parse)],
                Sbom = new SbomSettings { SourceDate = SourceDate.Of(context) },
                Image = parsed.GetResult(image) is null ? null : parsed.GetValue(image) == "zstd" ? ImageCompression.Zstd : ImageCompression.Gzip,
            };
            var source = PackageLint.Run(context.Absolute(parsed.GetRequiredValue(directory)), FirmwareReading.ByCaller, cancellationToken).OrRefuse();
            var result = await PackProgressBar.RunAsync(context, progress => new PackageWriter(context.Time, progress).WriteAsync(source, PackageWriter.LayoutPath(target), settings, cancellationToken));
            Print(result, target, context, parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(PackResult result, ArtifactReference target, CliContext context, bool json)
    {
        var reference = target.Repository.WithTag(result.Tag).ToString();
        if (json)
        {
            PackDocument document = new(reference, result.Index.Digest.ToString(), [.. result.Builds.Select(ToDocument)], result.ImageTag is null ? null : target.Repository.WithTag(result.ImageTag).ToString(), result.Image?.Digest.ToString(), [.. result.Sboms.Select(ToDocument)]);
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.PackDocument));
            return;
        }

        context.Output.WriteLine($"packed {reference}");
        context.Output.WriteLine($"index  {result.Index.Digest}");
        foreach (var build in result.Builds) PrintBuild(build, context.Output);
        foreach (var sbom in result.Sboms.Where(sbom => sbom.Subject.Digest == result.Index.Digest)) context.Output.WriteLine($"sbom   {sbom.Referrer.Digest}  {sbom.Format.Word()}, and one for each build");
        if (result.Image is { } image) context.Output.WriteLine($"image  {target.Repository.WithTag(result.ImageTag!)}{Environment.NewLine}       {image.Digest}");
    }

    private static void PrintBuild(IsaBuild build, TextWriter output)
    {
        output.WriteLine($"{build.Isa.Word(),-8} {build.Manifest.Digest}");
        foreach (var layer in build.Config.Layers) output.WriteLine($"  {layer.Size.ToString("N0", CultureInfo.InvariantCulture),15}  {layer.Title}  ({layer.UncompressedSize.ToString("N0", CultureInfo.InvariantCulture)} unpacked)");
    }

    private static PackedSbom ToDocument(AttachedSbom sbom) => new(sbom.Format.Word(), sbom.Subject.Digest.ToString(), sbom.Referrer.Digest.ToString(), sbom.Document.Digest.ToString());

    private static PackedBuild ToDocument(IsaBuild build) => new(
        build.Isa.Word(),
        build.Manifest.Digest.ToString(),
        [.. build.Config.Layers.Select(layer => new PackedLayer(layer.Title, layer.Digest.ToString(), layer.Size, layer.UncompressedSize, layer.Files.Length))]);
}
