// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Certificates;
using Keyway.Artifacts.Signing.Log;
using Keyway.Artifacts.Signing.Timestamps;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>
/// Verifies Sigstore bundles offline against a trusted root, by every step of client specification §4, and stops at the first that fails:
/// <list type="number">
/// <item>Times (§4.2): every timestamp and every promise in the bundle has to hold. One is required when a certificate signed.</item>
/// <item>Certificate (§4.3): path at each of the times, code signing, certificate log, identity. Or the managed key and its period.</item>
/// <item>Log entries (§4.4): every entry in the bundle has to be in its log and about this signature, key and artifact; enough different logs.</item>
/// <item>Signature (§4.5) over the artifact or the envelope, and what the statement in it says about the artifact.</item>
/// <item>Policy: who may sign, and which kinds of claim count.</item>
/// </list>
/// Make one and keep it: authorities and keys are read once. Thread safe; no clock, disk or network.
/// </summary>
public sealed class SignatureVerifier
{
    private readonly FulcioPath authorities;
    private readonly CertificateLogs certificateLogs;
    private readonly TimestampVerifier timestamps;
    private readonly LogVerifier logs;

    public SignatureVerifier(TrustedRoot root)
    {
        authorities = new FulcioPath([.. root.CertificateAuthorities.Select(one => TrustedAuthority.Load(one, Oids.CodeSigning))]);
        certificateLogs = new CertificateLogs(root.CertificateLogs);
        timestamps = new TimestampVerifier([.. root.TimestampAuthorities.Select(one => TrustedAuthority.Load(one, Oids.TimeStamping))]);
        logs = new LogVerifier(root.Logs);
    }

    /// <summary>Reads and verifies a bundle; unreadable ones are refused like any other.</summary>
    public VerificationResult Verify(ReadOnlyMemory<byte> bundle, SignedArtifact artifact, VerificationPolicy policy)
    {
        RequireUsable(policy);
        return Answer(() => Run(SigstoreBundle.Parse(bundle), artifact, policy));
    }

    /// <summary>Verifies a bundle about an artifact.</summary>
    public VerificationResult Verify(SigstoreBundle bundle, SignedArtifact artifact, VerificationPolicy policy)
    {
        RequireUsable(policy);
        return Answer(() => Run(bundle, artifact, policy));
    }

    private static void RequireUsable(VerificationPolicy policy)
    {
        if (policy.Signers.IsDefaultOrEmpty) throw new ArgumentException("a policy names at least one signer", nameof(policy));
        if (policy.MinimumLogEntries < 0 || policy.MinimumTimestamps < 0) throw new ArgumentException("a threshold is not negative", nameof(policy));
    }

    // Refusals of all steps arrive here, and only a run that reached its end gives evidence.
    private static VerificationResult Answer(Func<VerifiedBundle> run)
    {
        try
        {
            return VerificationResult.Accept(run());
        }
        catch (KeywayException e)
        {
            return VerificationResult.Refuse(new Refusal(e.Code, e.Message, e.Hint));
        }
    }

    private VerifiedBundle Run(SigstoreBundle bundle, SignedArtifact artifact, VerificationPolicy policy)
    {
        BundleEvidence.Require(bundle);
        var certificate = ReadCertificate(bundle.Material);

        // 1. Times.
        var entries = bundle.LogEntries.Select(entry => (Entry: entry, Log: logs.Find(entry))).ToImmutableArray();
        var (times, authoritiesSeen) = VerifyTimes(bundle, entries);
        if (authoritiesSeen < policy.MinimumTimestamps) throw Errors.TooFewTimestamps(policy.MinimumTimestamps, authoritiesSeen);

        // 2. The certificate or the key.
        var signer = certificate is null ? SignerMatch.ByKey(bundle, artifact, policy, times) : VerifyCertificate(certificate, times);

        // 3. Log entries.
        var logged = VerifyEntries(bundle, entries, signer, artifact, times, policy.Witnesses);
        var distinctLogs = entries.Select(pair => pair.Log.Key!.Fingerprint).Distinct().Count();
        if (distinctLogs < policy.MinimumLogEntries) throw Errors.TooFewLogs(policy.MinimumLogEntries, distinctLogs);

        // 4. The signature, and what it is about.
        SignatureStep.Require(bundle.Content, artifact, signer);
        var statement = bundle.Content is DsseEnvelope envelope ? StatementStep.Read(envelope, artifact) : null;

        // 5. Policy.
        StatementStep.RequireWanted(statement, policy);
        return new VerifiedBundle
        {
            Signer = new VerifiedSigner(signer.Key, signer.Identity) { Expectation = SignerMatch.RequireExpected(signer, policy) },
            Times = times,
            LogEntries = logged,
            DistinctLogs = distinctLogs,
            DistinctTimestampAuthorities = authoritiesSeen,
            Statement = statement,
            Payload = (bundle.Content as DsseEnvelope)?.Payload ?? ReadOnlyMemory<byte>.Empty,
        };
    }

    private static Certificate? ReadCertificate(SigningMaterial material)
    {
        if (material is not CertificateMaterial certificates) return null;
        for (var i = 0; i < certificates.Others.Length; i++)
        {
            if (Certificate.Parse(certificates.Others[i]).IsSelfIssued) throw Certificates.Errors.RootInBundle(i + 2);
        }
        return Certificate.Parse(certificates.Leaf);
    }

    private (ImmutableArray<VerifiedTime> Times, int Authorities) VerifyTimes(SigstoreBundle bundle, ImmutableArray<(LogEntry Entry, TransparencyLog Log)> entries)
    {
        List<VerifiedTime> times = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var token in bundle.Timestamps)
        {
            var (time, authority) = timestamps.Verify(token, bundle.Content.Signature.Span);
            times.Add(new VerifiedTime(time, TimeSource.TimestampAuthority, authority.Source.Uri));
            seen.Add(Convert.ToHexString((authority.Leaf ?? authority.Issuers[0]).KeyHash));
        }
        foreach (var (entry, log) in entries)
        {
            if (LogVerifier.VerifyPromise(entry, log) is { } time) times.Add(new VerifiedTime(time, TimeSource.Log, log.BaseUrl));
        }
        return ([.. times.OrderBy(time => time.Time)], seen.Count);
    }

    private ProvenSigner VerifyCertificate(Certificate certificate, ImmutableArray<VerifiedTime> times)
    {
        if (times.IsEmpty) throw Errors.NoTime();
        var issuers = authorities.FindIssuers(certificate);
        foreach (var time in times) FulcioPath.RequireValidAt(certificate, issuers, time.Time);
        FulcioPath.RequireCodeSigning(certificate);
        certificateLogs.Require(certificate, issuers);
        return new ProvenSigner(certificate.Key, certificate.Raw, IdentityReader.Read(certificate));
    }

    private static ImmutableArray<VerifiedLogEntry> VerifyEntries(
        SigstoreBundle bundle, ImmutableArray<(LogEntry Entry, TransparencyLog Log)> entries, ProvenSigner signer, SignedArtifact artifact, ImmutableArray<VerifiedTime> times,
        ImmutableArray<NoteKey> witnesses)
    {
        var verified = ImmutableArray.CreateBuilder<VerifiedLogEntry>(entries.Length);
        var known = times.Select(time => time.Time).ToList();
        foreach (var (entry, log) in entries)
        {
            var cosigners = LogVerifier.VerifyInclusion(entry, log, witnesses);
            LogVerifier.RequirePeriod(log, known);
            EntryBinding.Require(EntryBodyReader.Read(entry.CanonicalizedBody, entry.Kind, entry.KindVersion), bundle.Content, signer.Material.Span, signer.Identity is not null, artifact.HashBy);
            verified.Add(new(log.BaseUrl, entry.LogId, entry.Index, entry.Kind, entry.KindVersion) { Witnesses = cosigners });
        }
        return verified.DrainToImmutable();
    }
}
