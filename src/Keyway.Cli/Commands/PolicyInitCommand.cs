// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Policy;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway policy init NAME</c>: starts a policy and its fixtures.</summary>
internal static class PolicyInitCommand
{
    private const int MaximumKey = 1 << 16;

    public static Command Create(CliContext context)
    {
        Argument<string> name = new("name") { Description = "Name of the policy: lower-case letters and digits, with single '.', '_' or '-' between" };
        Option<string?> key = new("--key") { Description = "Public key that signs packages, PEM", HelpName = "FILE" };
        Option<string?> issuer = new("--certificate-oidc-issuer") { Description = "In place of a key: OIDC issuer that vouches for the identity", HelpName = "URL" };
        Option<string?> identity = new("--certificate-identity") { Description = "The identity that signs packages, exactly", HelpName = "NAME" };
        Option<string> repository = new("--repository") { Description = "Repositories it speaks for; '*' stands for any text", DefaultValueFactory = _ => "*", HelpName = "GLOB" };
        Option<string> directory = new("--directory") { Description = "Directory to write to", DefaultValueFactory = _ => ".", HelpName = "DIR" };
        Command command = new("init", """
            Start a policy: one signer has to have signed the index and each build. Writes DIR/NAME.json, and fixtures for it in DIR/tests/NAME.json.

            spec/policy says what else it can ask for: thresholds, logs, provenance, SBOMs, tests, licences, age.

            Examples:
              keyway policy init site --key release.pub --repository 'registry.example/gpu/*'
              keyway policy init site --certificate-oidc-issuer https://token.actions.githubusercontent.com \
                --certificate-identity https://github.com/acme/driver/.github/workflows/release.yml@refs/tags/v2.3.1 --directory policies

            Exit status: 0 written, 2 no name, key or identity for a policy, 10 no such key file, 23 a file exists.
            """)
        {
            name, key, issuer, identity, repository, directory,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TrustedSigner signer = new()
            {
                PublicKey = parsed.GetValue(key) is { } file ? System.Text.Encoding.UTF8.GetString(SmallFile.Read(context.Absolute(file), MaximumKey)) : null,
                Issuer = parsed.GetValue(issuer),
                Identity = parsed.GetValue(identity),
            };
            var (policy, glob) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(repository));
            var place = parsed.GetRequiredValue(directory);
            InitDocument written = new(place, [$"{policy}.json", $"tests/{policy}.json"]);
            await WriteAsync(context, written, [PolicyScaffold.Policy(policy, signer, [glob]), PolicyScaffold.Fixtures($"../{policy}.json", signer, glob.Replace("*", "x", StringComparison.Ordinal), context.Time.GetUtcNow())], cancellationToken);
            Print(context, parsed.GetValue<bool>("--json"), written);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(CliContext context, InitDocument document, byte[][] contents, CancellationToken cancellationToken)
    {
        var paths = document.Files.Select(file => Path.Combine(context.Absolute(document.Directory), file)).ToList();
        foreach (var path in paths)
            if (File.Exists(path)) throw Errors.FileExists(path);
        foreach (var (path, bytes) in paths.Zip(contents))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await AtomicFile.WriteAsync(path, bytes, cancellationToken);
        }
    }

    private static void Print(CliContext context, bool json, InitDocument document)
    {
        if (json)
        {
            context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.InitDocument));
            return;
        }

        foreach (var file in document.Files) context.Output.WriteLine(Path.Combine(document.Directory, file));
        context.Error.WriteLine($"next: keyway policy test {Path.Combine(document.Directory, document.Files[1])}");
    }
}
