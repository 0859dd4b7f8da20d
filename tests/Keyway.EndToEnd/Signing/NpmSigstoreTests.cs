// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>Keyless signing against npm's mock services, and bundles exchanged with npm's client in both directions.</summary>
public sealed class NpmSigstoreTests
{
    private const string Identity = "https://github.com/keyway/driver/.github/workflows/release.yml@refs/heads/main";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, CertificateRequestForm.SigningRequest)]
    [InlineData(1, CertificateRequestForm.PublicKey)]
    [InlineData(2, CertificateRequestForm.SigningRequest)]
    public async Task Bundle_of_ours_is_taken_by_npm(int log, CertificateRequestForm form)
    {
        using var sigstore = await MockSigstore.StartAsync();
        using TemporaryDirectory directory = new();
        var (artifact, statement) = Write(directory);
        using WebClient web = new(RegistryAccess.Settings());
        var signer = Signer(sigstore, web, log);
        TokenIdentity identity = new(new GivenToken(IdentityToken.Parse(MockSigstore.Token(Identity), TimeProvider.System)), form);

        var ofArtifact = await signer.SignArtifactAsync(new MemoryStream(File.ReadAllBytes(artifact)), identity, Stop);
        var ofStatement = await signer.SignStatementAsync(File.ReadAllBytes(statement), identity, Stop);

        await File.WriteAllBytesAsync(directory.Combine("artifact.json"), ofArtifact.ToJson(), Stop);
        await File.WriteAllBytesAsync(directory.Combine("statement.bundle"), ofStatement.ToJson(), Stop);
        Assert.Equal((0, ""), await JudgeAsync(sigstore.TrustedRoot, directory.Combine("artifact.json"), artifact));
        Assert.Equal((0, ""), await JudgeAsync(sigstore.TrustedRoot, directory.Combine("statement.bundle")));
        Assert.Equal(1, (await JudgeAsync(sigstore.TrustedRoot, directory.Combine("artifact.json"), statement)).Status);
    }

    [Fact]
    public async Task Bundle_of_npm_is_taken_by_us()
    {
        using var sigstore = await MockSigstore.StartAsync();
        using TemporaryDirectory directory = new();
        var (artifact, statement) = Write(directory);
        SignatureVerifier verifier = new(TrustedRoot.Parse(File.ReadAllBytes(sigstore.TrustedRoot)));
        VerificationPolicy policy = new() { Signers = [new CertificateSigner(IdentityPattern.Exactly(Identity), "https://issuer.example")], Content = ExpectedContent.Any };

        foreach (var (command, file) in new[] { ("sign", artifact), ("attest", statement) })
        {
            var run = await MockSigstore.ClientAsync(command, sigstore.Address, MockSigstore.Token(Identity), file, directory.Combine(command));
            Assert.True(run.ExitStatus == 0, run.Error);
            var result = verifier.Verify(File.ReadAllBytes(directory.Combine(command)), SignedArtifact.FromBytes(File.ReadAllBytes(artifact)), policy);

            Assert.Empty(result.Refusals);
            Assert.False(verifier.Verify(File.ReadAllBytes(directory.Combine(command)), SignedArtifact.FromBytes("other"u8.ToArray()), policy).IsVerified);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Conformance_program_signs_files_and_statements(int log)
    {
        using var sigstore = await MockSigstore.StartAsync();
        using TemporaryDirectory directory = new();
        var (artifact, statement) = Write(directory);
        string[] common = ["--identity-token", MockSigstore.Token(Identity), "--trusted-root", sigstore.TrustedRoot, "--signing-config", sigstore.SigningConfig(log)];

        await ProgramRun.SucceedsAsync(RepositoryRoot.Combine("eng", "conformance", "sigstore"), ["sign-bundle", "--staging", .. common, "--bundle", directory.Combine("a"), artifact]);
        await ProgramRun.SucceedsAsync(RepositoryRoot.Combine("eng", "conformance", "sigstore"), ["sign-bundle", "--in-toto", .. common, "--bundle", directory.Combine("s"), statement]);
        var refused = await ProgramRun.OfAsync(RepositoryRoot.Combine("eng", "conformance", "sigstore"), ["sign-bundle", .. common, "--in-toto", "--bundle", directory.Combine("none"), artifact]);

        Assert.Equal((0, ""), await JudgeAsync(sigstore.TrustedRoot, directory.Combine("a"), artifact));
        Assert.Equal((0, ""), await JudgeAsync(sigstore.TrustedRoot, directory.Combine("s")));
        Assert.Equal(1, refused.ExitStatus);
        Assert.False(File.Exists(directory.Combine("none")));
        Assert.DoesNotContain(MockSigstore.Token(Identity)[..40], refused.Error, StringComparison.Ordinal);
    }

    private static BundleSigner Signer(MockSigstore sigstore, WebClient web, int log)
    {
        var config = SigningConfig.Parse(File.ReadAllBytes(sigstore.SigningConfig(log)));
        SignatureVerifier verifier = new(TrustedRoot.Parse(File.ReadAllBytes(sigstore.TrustedRoot)));
        return new(web, SigningServices.Of(config, TimeProvider.System.GetUtcNow()), verifier, TimeProvider.System);
    }

    private static async Task<(int Status, string Error)> JudgeAsync(params string[] arguments)
    {
        var run = await MockSigstore.ClientAsync(["verify", .. arguments]);
        return (run.ExitStatus, run.Error);
    }

    private static (string Artifact, string Statement) Write(TemporaryDirectory directory)
    {
        File.WriteAllText(directory.Combine("driver"), "driver");
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(directory.Combine("driver"))));
        File.WriteAllText(directory.Combine("statement"), $$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"driver","digest":{"sha256":"{{digest}}"} }],"predicateType":"https://example.com/built/v1","predicate":{} }""");
        return (directory.Combine("driver"), directory.Combine("statement"));
    }
}
