// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Artifacts.Web;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>
/// Makes Sigstore bundles of version 0.3. Spec: Sigstore client specification §3 "Signing". A bundle is handed out only when everything the services gave is about this very
/// signature and the whole of it verifies; else there is a refusal and nothing else. Thread safe.
/// </summary>
public sealed class BundleSigner
{
    private readonly WebClient web;
    private readonly SigningServices services;
    private readonly SignatureVerifier? verifier;
    private readonly TimeProvider time;

    /// <param name="web">How the services are reached.</param>
    /// <param name="services">Which services to use.</param>
    /// <param name="verifier">Verifies the finished bundle; null only without any service.</param>
    /// <param name="time">The clock that tells whether a token has expired and how long to wait.</param>
    public BundleSigner(WebClient web, SigningServices services, SignatureVerifier? verifier, TimeProvider time)
    {
        if (verifier is null && services != SigningServices.None) throw new ArgumentException("what services give is only handed out verified", nameof(verifier));
        this.web = web;
        this.services = services;
        this.verifier = verifier;
        this.time = time;
    }

    /// <summary>Signs an artifact as it is.</summary>
    /// <exception cref="KeywayException">KW2202 to KW2230: which service gave what.</exception>
    public Task<SigstoreBundle> SignArtifactAsync(Stream artifact, SigningIdentity identity, CancellationToken cancellationToken) => SignAsync(new ArtifactInput(artifact), identity, cancellationToken);

    /// <summary>Signs an in-toto statement inside a DSSE envelope; its bytes are kept as they are.</summary>
    /// <exception cref="KeywayException">KW2600 it is no statement; KW2202 to KW2230: which service gave what.</exception>
    public Task<SigstoreBundle> SignStatementAsync(ReadOnlyMemory<byte> statement, SigningIdentity identity, CancellationToken cancellationToken) =>
        SignAsync(new StatementInput(statement), identity, cancellationToken);

    /// <summary>
    /// 1. a certificate, when an identity token stands for the signer; 2. the signature; 3. timestamps, while the certificate lives; 4. log entries; 5. the check of the whole.
    /// </summary>
    private async Task<SigstoreBundle> SignAsync(SignedInput input, SigningIdentity identity, CancellationToken cancellationToken)
    {
        var fresh = identity switch
        {
            KeyIdentity known => await input.SignAsync(known.Key, null, cancellationToken), // 2
            TokenIdentity token => await SignCertifiedAsync(input, token, cancellationToken), // 1, 2
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var timestamps = await StampAsync(fresh, cancellationToken); // 3
        var entries = await LogAsync(fresh, cancellationToken); // 4
        SigstoreBundle bundle = new() { Material = MaterialOf(fresh), Content = fresh.Content, LogEntries = entries, Timestamps = timestamps };
        FinishedBundle.Check(bundle, fresh, input.Artifact, verifier); // 5
        return bundle;
    }

    private async Task<FreshSignature> SignCertifiedAsync(SignedInput input, TokenIdentity identity, CancellationToken cancellationToken)
    {
        if (services.CertificateAuthority is not { } authority) throw Errors.NoAuthority();
        if (!services.TellsTime) throw Errors.NoTime();
        var token = await identity.Tokens.GetAsync(cancellationToken);
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var chain = await new FulcioClient(web, time).RequestAsync(authority, token, key, identity.Form, cancellationToken);
        return await input.SignAsync(key, chain[0], cancellationToken);
    }

    private async Task<ImmutableArray<ReadOnlyMemory<byte>>> StampAsync(FreshSignature fresh, CancellationToken cancellationToken)
    {
        TimestampClient client = new(web, time);
        var timestamps = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        foreach (var authority in services.TimestampAuthorities) timestamps.Add(await client.StampAsync(authority, fresh.Signature, cancellationToken));
        return timestamps.ToImmutable();
    }

    private async Task<ImmutableArray<LogEntry>> LogAsync(FreshSignature fresh, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<LogEntry>();
        foreach (var log in services.Logs)
        {
            entries.Add(log.MajorVersion == RekorClientV1.MajorVersion
                ? await new RekorClientV1(web, time).AddAsync(log.Address, fresh, cancellationToken)
                : await new RekorClient(web, time).AddAsync(log.Address, fresh, cancellationToken));
        }

        return entries.ToImmutable();
    }

    // The hint is what cosign and sigstore-go write; nobody trusts it.
    private static SigningMaterial MaterialOf(FreshSignature fresh) => fresh.Certificate is { } certificate
        ? new CertificateMaterial(certificate, [])
        : new KeyHintMaterial(Convert.ToBase64String(Convert.FromHexString(fresh.Key.Fingerprint.Hex)));
}
