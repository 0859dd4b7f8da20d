// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Cli.Output;

/// <summary>Findings of a check of documents, for people or as JSON, and the exit status they mean.</summary>
internal static class DiagnosticText
{
    public static ExitCode Print(CliContext context, MatrixCheckDocument document, bool json)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.MatrixCheckDocument));
        else Write(context, document);
        return document.IsValid ? ExitCode.Done : ExitCode.Usage;
    }

    private static void Write(CliContext context, MatrixCheckDocument document)
    {
        foreach (var finding in document.Findings) context.Output.WriteLine(finding.Text);
        if (document.Findings.Count == 0) context.Output.WriteLine("nothing to object to");
    }
}
