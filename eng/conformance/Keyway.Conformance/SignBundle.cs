// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Artifacts.Web;

namespace Keyway.Conformance;

/// <summary>
/// <c>sign-bundle [--staging] [--in-toto] --identity-token T --bundle F [--trusted-root F] [--signing-config F] FILE</c>: signs a file, or with <c>--in-toto</c> the statement in
/// it, by the identity of the token.
/// </summary>
internal static class SignBundle
{
    public static async Task RunAsync(ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        using WebClient web = new(new RegistrySettings { EnvironmentVariable = Environment.GetEnvironmentVariable, Time = TimeProvider.System, WorkingDirectory = Environment.CurrentDirectory });
        var root = TrustedRoot.Parse(await ReadAsync(arguments, "--trusted-root", cancellationToken));
        var config = SigningConfig.Parse(await ReadAsync(arguments, "--signing-config", cancellationToken));
        BundleSigner signer = new(web, SigningServices.Of(config, TimeProvider.System.GetUtcNow()), new SignatureVerifier(root), TimeProvider.System);
        TokenIdentity identity = new(new GivenToken(IdentityToken.Parse(arguments["--identity-token"], TimeProvider.System)));
        var bundle = await SignAsync(signer, identity, arguments, cancellationToken);
        await AtomicFile.WriteAsync(Path.GetFullPath(arguments["--bundle"]), bundle.ToJson(), cancellationToken);
    }

    private static async Task<SigstoreBundle> SignAsync(BundleSigner signer, SigningIdentity identity, ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Has("--in-toto")) return await signer.SignStatementAsync(await File.ReadAllBytesAsync(arguments.Operand(1), cancellationToken), identity, cancellationToken);
        await using var file = File.OpenRead(arguments.Operand(1));
        return await signer.SignArtifactAsync(file, identity, cancellationToken);
    }

    // No instance is built in: whoever signs says whose services and whose root.
    private static Task<byte[]> ReadAsync(ProtocolArguments arguments, string option, CancellationToken cancellationToken) => File.ReadAllBytesAsync(arguments[option], cancellationToken);
}
