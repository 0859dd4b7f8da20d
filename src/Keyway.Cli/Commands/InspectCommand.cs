// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway inspect REF</c>: shows what an artifact is made of, anybody's artifact.</summary>
internal static class InspectCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("reference") { Description = "registry/repo:tag|@digest, oci:DIR[:tag|@digest] or oci-archive:FILE[:tag]" };
        Option<bool> raw = new("--raw") { Description = "Print the manifest or index exactly as it was received" };
        Command command = new("inspect", """
            Show an artifact: its type and annotations, each platform with its layers and sizes, and what refers to it.

            Works for artifacts and images of any publisher; no layer is downloaded.

            Examples:
              keyway inspect registry.example/gpu/driver:2.3.1_kern5.19
              keyway inspect oci:out --json
              keyway inspect registry.example/gpu/driver@sha256:… --raw | sha256sum

            Exit status: 0 shown, 2 wrong reference, 10 no such artifact, 12 credentials missing or refused, 21 unreadable manifest,
            75 registry unreachable or busy.
            """)
        {
            reference, raw,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(reference));
            await using var connection = await OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);
            if (parsed.GetValue(raw)) await PrintRawAsync(context, connection, cancellationToken);
            else Print(context, parsed.GetValue<bool>("--json"), InspectDocument.Of(named.ToString(), await ArtifactOutline.ReadAsync(connection, cancellationToken)));
            return (int)ExitCode.Done;
        });
        return command;
    }

    // No newline is added: the bytes must hash to the digest.
    private static async Task PrintRawAsync(CliContext context, OciConnection connection, CancellationToken cancellationToken)
    {
        var bytes = await connection.Repository.ReadDocumentAsync(await connection.ResolveAsync(cancellationToken), OciLimits.ManifestSize, cancellationToken);
        context.Output.Write(Encoding.UTF8.GetString(bytes));
    }

    private static void Print(CliContext context, bool json, InspectDocument document)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.InspectDocument));
        else InspectText.Write(document, context.Output);
    }
}
