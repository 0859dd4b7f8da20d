// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Referrers;

namespace Keyway.Cli;

/// <summary>Which manifests of an artifact are signed, and for which repository.</summary>
internal sealed class SignedManifestOptions(bool recursive)
{
    private readonly Option<bool> recursive = new("--recursive") { Description = "Also each manifest that an index lists", DefaultValueFactory = _ => recursive, HelpName = "true|false" };

    private readonly Option<string?> repository = new("--repository")
    {
        Description = "Repository that the signature says it is for, which `keyway verify --repository` can insist on; the one signed in by default",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(recursive);
        command.Options.Add(repository);
    }

    /// <summary>The root first.</summary>
    public async Task<ImmutableArray<Descriptor>> SelectAsync(ParseResult parsed, OciConnection connection, CancellationToken cancellationToken)
    {
        var root = await connection.ResolveAsync(cancellationToken);
        return parsed.GetValue(recursive) ? await ArtifactManifests.ListAsync(connection.Repository, root, cancellationToken) : [root];
    }

    // The path of a layout means nothing to anybody else.
    public string? NameOf(ParseResult parsed, ArtifactReference reference) =>
        parsed.GetValue(repository) ?? (reference.Transport == ReferenceTransport.Registry ? reference.Repository.ToString() : null);
}
