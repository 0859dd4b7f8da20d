// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Artifacts.Web;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>Files signed by us and by cosign, by identity against npm's mock services and by key, each verified by the other side.</summary>
public sealed class CosignBlobTests
{
    private const string Identity = "https://github.com/keyway/driver/.github/workflows/release.yml@refs/heads/main";
    private const string Issuer = "https://issuer.example";
    private static readonly byte[] Artifact = "driver"u8.ToArray();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Identity_signed_by_us_is_taken_by_cosign(int log)
    {
        PeerProgram.Require("cosign");
        using var sigstore = await MockSigstore.StartAsync();
        using TemporaryDirectory directory = new();
        using WebClient web = new(RegistryAccess.Settings());
        var services = SigningServices.Of(SigningConfig.Parse(File.ReadAllBytes(sigstore.SigningConfig(log))), TimeProvider.System.GetUtcNow());
        BundleSigner signer = new(web, services, Verifier(sigstore), TimeProvider.System);

        var bundle = await signer.SignArtifactAsync(new MemoryStream(Artifact), new TokenIdentity(new GivenToken(IdentityToken.Parse(MockSigstore.Token(Identity), TimeProvider.System))), Stop);

        Write(directory, bundle.ToJson());
        string[] time = log == 2 ? ["--use-signed-timestamps"] : [];
        string[] verify = ["verify-blob", "--bundle", directory.Combine("bundle"), "--trusted-root", sigstore.TrustedRoot, "--certificate-oidc-issuer", Issuer, .. time, directory.Combine("driver")];
        Assert.Equal(0, (await CosignAsync(directory, [.. verify, "--certificate-identity", Identity])).ExitStatus);
        Assert.NotEqual(0, (await CosignAsync(directory, [.. verify, "--certificate-identity", Identity + "x"])).ExitStatus);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Identity_signed_by_cosign_is_taken_by_us(int log)
    {
        PeerProgram.Require("cosign");
        using var sigstore = await MockSigstore.StartAsync();
        using TemporaryDirectory directory = new();
        Write(directory, []);

        var run = await CosignAsync(
            directory, "sign-blob", "--yes", "--identity-token", MockSigstore.Token(Identity), "--signing-config", sigstore.SigningConfig(log), "--trusted-root", sigstore.TrustedRoot, "--bundle", directory.Combine("bundle"), directory.Combine("driver"));

        Assert.True(run.ExitStatus == 0, run.Error);
        VerificationPolicy policy = new() { Signers = [new CertificateSigner(IdentityPattern.Exactly(Identity), Issuer)] };
        Assert.Empty(Verifier(sigstore).Verify(File.ReadAllBytes(directory.Combine("bundle")), SignedArtifact.FromBytes(Artifact), policy).Refusals);
    }

    // cosign verifies files by SHA-256 whatever the curve of a given key is.
    [Theory]
    [InlineData(KeyKind.EcdsaP256, SignatureScheme.EcdsaP256Sha256)]
    [InlineData(KeyKind.EcdsaP384, SignatureScheme.EcdsaP384Sha256)]
    [InlineData(KeyKind.EcdsaP521, SignatureScheme.EcdsaP521Sha256)]
    [InlineData(KeyKind.Rsa, SignatureScheme.RsaPkcs1Sha256)]
    public async Task Key_of_ours_is_taken_by_cosign_and_so_are_its_signatures(KeyKind kind, SignatureScheme scheme)
    {
        PeerProgram.Require("cosign");
        using TemporaryDirectory directory = new();
        using WebClient web = new(RegistryAccess.Settings());
        using var key = SoftwareKey.Generate(kind).With(scheme);
        using var password = KeyPassword.Of(Cosign.Password);
        await PrivateKeyFile.WriteAsync(directory.Combine("ours.key"), PrivateKeyPem.WriteCosign(key, password), Stop);
        await File.WriteAllTextAsync(directory.Combine("ours.pub"), key.PublicKey.ToPem(), Stop);

        var bundle = await new BundleSigner(web, SigningServices.None, null, TimeProvider.System).SignArtifactAsync(new MemoryStream(Artifact), new KeyIdentity(key), Stop);

        Write(directory, bundle.ToJson());
        await CosignAsync(directory, "signing-config", "create", "--out", directory.Combine("config"));
        var verified = await CosignAsync(directory, "verify-blob", "--key", directory.Combine("ours.pub"), "--bundle", directory.Combine("bundle"), "--insecure-ignore-tlog", directory.Combine("driver"));
        var signed = await CosignAsync(directory, "sign-blob", "--yes", "--key", directory.Combine("ours.key"), "--signing-config", directory.Combine("config"), "--bundle", directory.Combine("theirs"), directory.Combine("driver"));
        Assert.True(verified.ExitStatus == 0, verified.Error);
        Assert.True(signed.ExitStatus == 0, signed.Error);
        VerificationPolicy policy = new() { Signers = [new KeySigner(key.PublicKey)], MinimumLogEntries = 0 };
        Assert.Empty(Nothing().Verify(File.ReadAllBytes(directory.Combine("theirs")), SignedArtifact.FromBytes(Artifact), policy).Refusals);
    }

    private static SignatureVerifier Verifier(MockSigstore sigstore) => new(TrustedRoot.Parse(File.ReadAllBytes(sigstore.TrustedRoot)));

    private static SignatureVerifier Nothing() => new(new TrustedRoot { Logs = [], CertificateLogs = [], CertificateAuthorities = [], TimestampAuthorities = [] });

    private static void Write(TemporaryDirectory directory, byte[] bundle)
    {
        File.WriteAllBytes(directory.Combine("driver"), Artifact);
        File.WriteAllBytes(directory.Combine("bundle"), bundle);
    }

    private static Task<ProgramRun> CosignAsync(TemporaryDirectory directory, params string[] arguments) =>
        ProgramRun.OfAsync(PeerProgram.Require("cosign"), arguments, directory.Path, new Dictionary<string, string> { ["HOME"] = directory.Path, ["COSIGN_PASSWORD"] = Cosign.Password });
}
