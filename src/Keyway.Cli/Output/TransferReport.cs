// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Oci;

namespace Keyway.Cli.Output;

/// <summary>Prints what a push or pull did.</summary>
internal static class TransferReport
{
    public static void Print(CliContext context, bool json, ArtifactReference from, ArtifactReference to, Descriptor root, GraphCopyResult result)
    {
        TransferDocument document = new(
            from.ToString(), to.ToString(), root.Digest.ToString(), root.MediaType, result.Copied, result.CopiedBytes, result.Skipped, result.Mounted, result.Referrers, result.LeftBehind);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TransferDocument));
        else WriteText(document, context);
    }

    // The digest alone is the result, so that a script can use it; the rest is for people.
    private static void WriteText(TransferDocument document, CliContext context)
    {
        context.Error.WriteLine($"{document.Source} -> {document.Target}");
        context.Error.WriteLine($"  {document.Copied} copied ({ByteText.Of(document.CopiedBytes)}), {document.Skipped} already there, {document.Mounted} mounted, {document.Referrers} referrers");
        if (document.LeftBehind > 0) context.Error.WriteLine($"  {document.LeftBehind} referrers (signatures, SBOMs) stayed behind: leave out --no-referrers to take them along");
        context.Output.WriteLine(document.Digest);
    }
}
