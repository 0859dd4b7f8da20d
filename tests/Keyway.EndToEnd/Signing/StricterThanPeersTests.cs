// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Signing.Verify;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>
/// The bundles of the test universe before npm's Sigstore client and cosign. That both accept the good ones shows that the universe is a Sigstore instance like any other; which hostile
/// ones they accept is printed, because it changes with their versions. We accept none.
/// </summary>
public sealed class StricterThanPeersTests
{
    [Fact]
    public async Task Good_bundles_of_the_universe_verify_with_npm_and_cosign_and_us()
    {
        using TemporaryDirectory directory = new();
        Write(directory);

        foreach (var (name, json) in HostileBundles.Good())
        {
            Assert.Equal([], Ours(json));
            var npm = await NpmAsync(directory, json);
            Assert.True(npm.ExitStatus == 0, $"npm on {name}: {npm.Error}");
            var cosign = await CosignAsync(directory, json);
            Assert.True(cosign.ExitStatus == 0, $"cosign on {name}: {cosign.Error}");
        }
    }

    [Fact]
    public async Task Hostile_bundles_are_all_refused_here_whatever_npm_and_cosign_accept()
    {
        using TemporaryDirectory directory = new();
        Write(directory);
        List<string> npm = [], cosign = [], ours = [];
        foreach (var (name, json) in HostileBundles.All())
        {
            if (Ours(json).Length == 0) ours.Add(name);
            if ((await NpmAsync(directory, json)).ExitStatus == 0) npm.Add(name);
            if ((await CosignAsync(directory, json)).ExitStatus == 0) cosign.Add(name);
        }

        TestContext.Current.SendDiagnosticMessage($"of {HostileBundles.All().Count()} hostile bundles npm accepts {npm.Count} ({string.Join("; ", npm)}), cosign {cosign.Count} ({string.Join("; ", cosign)})");
        Assert.Equal([], ours);
        Assert.True(HostileBundles.All().Count() >= 24);
    }

    private static void Write(TemporaryDirectory directory)
    {
        File.WriteAllBytes(directory.Combine("artifact"), HostileBundles.Artifact);
        File.WriteAllBytes(directory.Combine("root.json"), SigstoreUniverse.Shared.RootJson());
    }

    private static string[] Ours(string json)
    {
        VerificationPolicy policy = new() { Signers = [new CertificateSigner(IdentityPattern.Exactly(SigstoreUniverseLeaf.DefaultIdentity), SigstoreUniverseLeaf.DefaultIssuer)], Content = ExpectedContent.Any };
        return [.. new SignatureVerifier(SigstoreUniverse.Shared.Root).Verify(Encoding.UTF8.GetBytes(json), SignedArtifact.FromBytes(HostileBundles.Artifact), policy).Refusals.Select(refusal => refusal.Code.Id)];
    }

    private static async Task<ProgramRun> NpmAsync(TemporaryDirectory directory, string json)
    {
        await MockSigstore.RequireAsync();
        await File.WriteAllTextAsync(directory.Combine("bundle.json"), json);
        return await MockSigstore.ClientAsync("verify", directory.Combine("root.json"), directory.Combine("bundle.json"), directory.Combine("artifact"));
    }

    private static async Task<ProgramRun> CosignAsync(TemporaryDirectory directory, string json)
    {
        await File.WriteAllTextAsync(directory.Combine("bundle.json"), json);
        var isEnvelope = json.Contains("\"dsseEnvelope\":", StringComparison.Ordinal) && !json.Contains("\"messageSignature\":", StringComparison.Ordinal);
        return await ProgramRun.OfAsync(
            PeerProgram.Require("cosign"),
            [
                .. isEnvelope ? new[] { "verify-blob-attestation", "--type", "https://slsa.dev/provenance/v1" } : ["verify-blob"],
                "--bundle", directory.Combine("bundle.json"), "--trusted-root", directory.Combine("root.json"), "--certificate-identity", SigstoreUniverseLeaf.DefaultIdentity,
                "--certificate-oidc-issuer", SigstoreUniverseLeaf.DefaultIssuer, .. json.Contains("rfc3161", StringComparison.Ordinal) ? new[] { "--use-signed-timestamps" } : [], directory.Combine("artifact"),
            ],
            environment: new Dictionary<string, string> { ["HOME"] = directory.Path });
    }
}
