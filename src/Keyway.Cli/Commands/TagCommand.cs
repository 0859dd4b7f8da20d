// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway tag REF TAG...</c>: gives an artifact further names in its repository.</summary>
internal static class TagCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> reference = new("reference") { Description = "registry/repo:tag|@digest or oci:DIR[:tag|@digest]" };
        Argument<string[]> tags = new("tags") { Description = "The new tags", Arity = ArgumentArity.OneOrMore };
        Command command = new("tag", """
            Let further tags point to an artifact in its repository. No content moves.

            Examples:
              keyway tag registry.example/gpu/driver:2.3.1_kern5.19 stable
              keyway tag oci:out@sha256:… 2.3.1_kern5.19 edge

            Exit status: 0 tagged, 2 not a tag (it cannot carry '+': use '_'), 10 no such artifact, 12 credentials missing or refused,
            75 registry unreachable or busy.
            """)
        {
            reference, tags,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(reference));
            var added = parsed.GetRequiredValue(tags).Select(tag => named.WithTag(tag).Tag!).ToList();
            await using var connection = await OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);
            var manifest = await connection.ResolveAsync(cancellationToken);
            foreach (var tag in added) await connection.Repository.TagAsync(manifest, tag, cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), new TagDocument(named.Repository.ToString(), manifest.Digest.ToString(), added));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliContext context, bool json, TagDocument document)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.TagDocument));
        else context.Output.WriteLine($"{document.Repository}: {string.Join(' ', document.Tags)} -> {document.Digest}");
    }
}
