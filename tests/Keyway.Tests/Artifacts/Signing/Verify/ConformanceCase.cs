// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>One folder of sigstore-conformance, read at run time from the shared data, with the suite's own defaults.</summary>
internal sealed class ConformanceCase(string name)
{
    private const string DefaultIssuer = "https://token.actions.githubusercontent.com";
    private const string DefaultIdentity = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";

    private static readonly ConcurrentDictionary<string, SignatureVerifier> Verifiers = new(StringComparer.Ordinal);

    private readonly string folder = SharedData.Require("sigstore-conformance", "assets", "bundle-verify", name);

    public string BundlePath => Path.Combine(folder, "bundle.sigstore.json");

    public string ArtifactPath => Either("artifact", Path.Combine(folder, "..", "a.txt"));

    public string RootPath => Either("trusted_root.json", SharedData.Require("sigstore-conformance", "trusted_root.production.json"));

    public string? KeyPath => File.Exists(Path.Combine(folder, "key.pub")) ? Path.Combine(folder, "key.pub") : null;

    public string Identity => Text("identity", DefaultIdentity);

    public string Issuer => Text("issuer", DefaultIssuer);

    public string ArtifactDigest => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ArtifactPath)))}";

    public VerificationPolicy Policy => new()
    {
        Signers = [KeyPath is { } key ? new KeySigner(PublicKey.FromPem(File.ReadAllText(key))) : new CertificateSigner(IdentityPattern.Exactly(Identity), Issuer)],
        Content = ExpectedContent.Any,
    };

    public VerificationResult Verify(SignedArtifact artifact) =>
        Verifiers.GetOrAdd(RootPath, path => new SignatureVerifier(TrustedRoot.Parse(File.ReadAllBytes(path)))).Verify(File.ReadAllBytes(BundlePath), artifact, Policy);

    public SignedArtifact ByPath() => SignedArtifact.FromBytes(File.ReadAllBytes(ArtifactPath));

    public SignedArtifact ByDigest() => SignedArtifact.FromDigest(Digest.Parse(ArtifactDigest));

    private string Either(string file, string otherwise) => File.Exists(Path.Combine(folder, file)) ? Path.Combine(folder, file) : otherwise;

    private string Text(string file, string otherwise) => File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)).Trim() : otherwise;
}
