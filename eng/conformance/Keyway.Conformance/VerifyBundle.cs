// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Conformance;

/// <summary>
/// <c>verify-bundle [--staging] --bundle F (--certificate-identity I --certificate-oidc-issuer U | --key PEM) [--trusted-root F] FILE_OR_sha256:HEX</c>: verifies a file, or a
/// digest of it, against a bundle. Any claim counts: the suite asks who signed and whether it holds, not what was said.
/// </summary>
internal static class VerifyBundle
{
    public static async Task RunAsync(ProtocolArguments arguments, CancellationToken cancellationToken)
    {
        SignatureVerifier verifier = new(await InstanceTrust.ReadAsync(arguments, cancellationToken));
        var bundle = await File.ReadAllBytesAsync(arguments["--bundle"], cancellationToken);
        var artifact = await ReadArtifactAsync(arguments.Operand(1), cancellationToken);
        var result = verifier.Verify(bundle, artifact, new VerificationPolicy { Signers = [SignerOf(arguments)], Content = ExpectedContent.Any });
        if (result.IsVerified) return;
        var refusal = result.Refusals[0];
        throw new ProtocolException($"{refusal.Code.Id}: {refusal.Code.Title}: {refusal.Message}");
    }

    private static ExpectedSigner SignerOf(ProtocolArguments arguments) => arguments.Has("--key")
        ? new KeySigner(PublicKey.FromPem(File.ReadAllText(arguments["--key"])))
        : new CertificateSigner(IdentityPattern.Exactly(arguments["--certificate-identity"]), arguments["--certificate-oidc-issuer"]);

    // A file that is called like a digest is a file.
    private static async Task<SignedArtifact> ReadArtifactAsync(string operand, CancellationToken cancellationToken)
    {
        if (!File.Exists(operand) && Digest.TryParse(operand, out var digest)) return SignedArtifact.FromDigest(digest);
        await using var file = File.OpenRead(operand);
        return await SignedArtifact.ReadAsync(file, cancellationToken);
    }
}
