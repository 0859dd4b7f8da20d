// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Distribution.Catalogues;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway catalogue build</c> and <c>show</c> print: the file was read in full.</summary>
internal sealed record CatalogueDocument(int SchemaVersion, string File, string Digest, long Bytes, int Packages, int Requirements, IReadOnlyList<string> Versions)
{
    private const int Listed = 20;

    public static void Print(string path, string shown, CliContext context, bool json)
    {
        using var catalogue = LocalCatalogue.Open(path, shown);
        var names = catalogue.ReadAll().Select(package => $"{package.Manifest.Package} {package.Manifest.Version} {package.Source}@{package.Index.Digest}").ToArray();
        CatalogueDocument document = new(1, shown, catalogue.Digest.ToString(), new FileInfo(path).Length, catalogue.Packages, catalogue.Requirements, names);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.CatalogueDocument));
        else document.Write(context.Output);
    }

    private void Write(TextWriter output)
    {
        output.WriteLine($"{File}: {Packages} packages that ask {Requirements} different questions, {Bytes} bytes, {Digest}");
        foreach (var version in Versions.Take(Listed)) output.WriteLine("  " + PlainText.Of(version));
        if (Versions.Count > Listed) output.WriteLine($"  and {Versions.Count - Listed} more; --json lists them");
    }
}
