// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Oci;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Distribution;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel publish DIR REF</c>: a package exists.</summary>
internal static class ChannelPublishCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> directory = new("dir") { Description = "Directory with the image repository and the director" };
        Argument<string> reference = new("ref") { Description = "The package, with a tag or digest" };
        ChannelKeys keys = new();
        Command command = new("publish", """
            List a package in the image repository: from now on it exists for the hosts of every channel.

            Name the offline key and the online key; the digest of the package's index is what is signed.

            Examples:
              keyway channel publish channels registry.example/gpu/driver:2.3.1 --key offline.key --key online.key

            Exit status: 0 listed, 2 wrong command line, 10 no such package, 12 password or credentials, 21 the version exists with other
            content, or the package is not sound, 23 a key does not sign for it, 75 registry unreachable.
            """)
        {
            directory, reference, keys.Files, keys.Password.File,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var signing = keys.Read(parsed, context);
            try
            {
                ChannelPublisher publisher = new(context.Absolute(parsed.GetRequiredValue(directory)), signing, context.Time);
                await using var connection = await OciConnection.OpenAsync(ArtifactReference.Parse(parsed.GetRequiredValue(reference)), registry.Read(parsed, context), cancellationToken);
                var descriptor = await connection.ResolveAsync(cancellationToken);
                var package = await PackageCatalogue.ReadAsync(connection.Repository, descriptor.Digest.ToString(), cancellationToken);
                var index = await connection.Repository.ReadDocumentAsync(descriptor, OciLimits.ManifestSize, cancellationToken);
                var image = await publisher.PublishAsync(package.Manifest.Package, package.Manifest.Version, index, cancellationToken);
                ChannelText.Print(context, parsed.GetValue<bool>("--json"), "published", ("package", $"{image.Package} {image.Version}"), ("index", image.Index.ToString()), ("size", $"{image.Size} bytes"));
                return (int)ExitCode.Done;
            }
            finally
            {
                foreach (var key in signing) key.Dispose();
            }
        });
        return command;
    }
}
