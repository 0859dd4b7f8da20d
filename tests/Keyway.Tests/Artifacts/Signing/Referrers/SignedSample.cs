// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Referrers;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Trust.Roots;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Referrers;

/// <summary>A small artifact in a repository, and a key to sign it with.</summary>
internal sealed class SignedSample(IOciRepository repository) : IDisposable
{
    private readonly SampleArtifact artifact = SampleArtifact.Create();

    public SoftwareKey Key { get; } = SoftwareKey.Generate(KeyKind.EcdsaP256);

    public Descriptor Index => artifact.Index;

    /// <summary>Index, riscv64, amd64, arm64.</summary>
    public ImmutableArray<Descriptor> Manifests { get; private set; } = [];

    /// <summary>Anybody with the key; no log, no time.</summary>
    public VerificationPolicy Policy => new() { Signers = [new KeySigner(Key.PublicKey)], MinimumLogEntries = 0 };

    public ArtifactSigner Signer => new(repository, SignAsync, FixedTime.Default);

    public ArtifactVerifier Verifier => new(repository, new SignatureVerifier(new TrustedRoot { Logs = [], CertificateLogs = [], CertificateAuthorities = [], TimestampAuthorities = [] }));

    public static async Task<SignedSample> InAsync(IOciRepository repository)
    {
        SignedSample sample = new(repository);
        await sample.artifact.PushToAsync(repository, "v1");
        sample.Manifests = await ArtifactManifests.ListAsync(repository, sample.Index, TestContext.Current.CancellationToken);
        return sample;
    }

    public void Dispose() => Key.Dispose();

    public async Task<SigstoreBundle> SignAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        var signature = await Key.SignAsync(DssePae.Encode(StatementTypes.PayloadType, statement.Span), cancellationToken);
        DsseEnvelope envelope = new() { Payload = statement, PayloadType = StatementTypes.PayloadType, Signatures = [new DsseSignature(signature)] };
        return new SigstoreBundle { Material = new KeyHintMaterial("test"), Content = envelope };
    }
}
