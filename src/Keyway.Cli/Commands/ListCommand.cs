// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Oci;
using Keyway.Cli.Output;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway list REPOSITORY</c>: the tags of a repository; for a layout also what has none.</summary>
internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> repository = new("repository") { Description = "registry/repo, oci:DIR or oci-archive:FILE" };
        Command command = new("list", """
            List the tags of a repository, one a line. For a layout each comes with its digest, and untagged manifests follow.

            Examples:
              keyway list registry.example/gpu/driver
              keyway list oci:out --json

            Exit status: 0 listed (also when empty), 2 wrong reference, 10 no such layout, 12 credentials missing or refused,
            75 registry unreachable or busy.
            """)
        {
            repository,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = ArtifactReference.Parse(parsed.GetRequiredValue(repository)).Repository;
            await using var connection = await OciConnection.OpenAsync(named, registry.Read(parsed, context), cancellationToken);
            var roots = connection.Repository is ILayoutRoots layout ? await layout.RootsAsync(cancellationToken) : null;
            var tags = roots is null ? await connection.Repository.ListTagsAsync(cancellationToken) : null;
            Print(context, parsed.GetValue<bool>("--json"), Document(named, tags, roots));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static ListDocument Document(ArtifactReference repository, IReadOnlyList<string>? tags, IReadOnlyList<Descriptor>? roots)
    {
        if (roots is null) return new ListDocument(repository.ToString(), [.. tags!.Select(tag => new ListDocument.Entry(tag, null, null, null))], null);
        var entries = roots.Select(root => new ListDocument.Entry(root.Annotation(AnnotationKeys.RefName), root.Digest.ToString(), root.ArtifactType, root.Size)).ToList();
        return new ListDocument(repository.ToString(), [.. entries.Where(entry => entry.Tag is not null)], [.. entries.Where(entry => entry.Tag is null)]);
    }

    private static void Print(CliContext context, bool json, ListDocument document)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.ListDocument));
            return;
        }

        var width = document.Tags.Select(entry => entry.Tag!.Length).DefaultIfEmpty(0).Max();
        foreach (var entry in document.Tags) context.Output.WriteLine(entry.Digest is null ? entry.Tag! : $"{InspectText.Safe(entry.Tag!).PadRight(width)}  {entry.Digest}");
        foreach (var entry in document.Untagged ?? []) context.Output.WriteLine($"{"-".PadRight(width)}  {entry.Digest}  {InspectText.Safe(entry.ArtifactType ?? "")}".TrimEnd());
    }
}
