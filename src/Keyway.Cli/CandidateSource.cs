// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Distribution;
using Keyway.Distribution.Catalogues;
using Keyway.Packages;

namespace Keyway.Cli;

/// <summary>The packages that references name: one for a reference with a tag or digest, every tagged one for a repository.</summary>
internal static class CandidateSource
{
    /// <summary>The packages that the arguments of a command name.</summary>
    public static async Task<ImmutableArray<DriverPackage>> ReadAsync(ResolveArguments arguments, ParseResult parsed, RegistrySettings settings, CliContext context, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(arguments.Catalogue) is not { } file) return await ReadAsync(parsed.GetRequiredValue(arguments.References), settings, context, cancellationToken);
        using var catalogue = LocalCatalogue.Open(context.Absolute(file), file);
        return catalogue.ReadAll();
    }

    public static async Task<ImmutableArray<DriverPackage>> ReadAsync(IEnumerable<string> references, RegistrySettings settings, CliContext context, CancellationToken cancellationToken)
    {
        List<DriverPackage> packages = [];
        foreach (var reference in references.Select(ArtifactReference.Parse))
        {
            await using var connection = await OciConnection.OpenAsync(reference, settings, cancellationToken);
            packages.AddRange(await ReadAsync(connection, context, cancellationToken));
        }

        return [.. packages.DistinctBy(package => (package.Source, package.Index.Digest))];
    }

    /// <summary>The packages that the reference of an open repository names.</summary>
    public static async Task<ImmutableArray<DriverPackage>> ReadAsync(OciConnection connection, CliContext context, CancellationToken cancellationToken) =>
        connection.Reference.Selector is { } selector
            ? [await PackageCatalogue.ReadAsync(connection.Repository, selector, cancellationToken)]
            : await ListAsync(connection.Repository, context, cancellationToken);

    private static async Task<ImmutableArray<DriverPackage>> ListAsync(IOciRepository repository, CliContext context, CancellationToken cancellationToken)
    {
        var listing = await PackageCatalogue.ListAsync(repository, cancellationToken);
        foreach (var skipped in listing.Skipped) context.Error.WriteLine($"keyway: warning: {repository.Name}:{skipped.Tag} was left out: {skipped.Reason}");
        return listing.Packages;
    }
}
