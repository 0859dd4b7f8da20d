// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Cli.Output;

/// <summary>Prints what was attached: the reference by digest alone is the result, so that a script can go on with exactly what was signed.</summary>
internal static class SignText
{
    public static void Print(CliContext context, bool json, SignDocument document)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.SignDocument));
            return;
        }

        TextColumns columns = new();
        foreach (var one in document.Signatures) columns.Add($"  {one.Platform ?? "manifest"}", one.Subject, "signed in", one.Referrer);
        columns.Write(context.Error);
        context.Output.WriteLine(document.Reference);
    }
}
