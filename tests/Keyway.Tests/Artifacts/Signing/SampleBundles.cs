// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Tests.Artifacts.Signing;

/// <summary>Well-formed bundles that verify nowhere: for tests of the format alone.</summary>
internal static class SampleBundles
{
    public static SigstoreBundle MessageV03 => new()
    {
        Material = new CertificateMaterial(new byte[] { 1, 2, 3 }, []),
        Content = new MessageSignature { DigestAlgorithm = "SHA2_256", Digest = new byte[32], SignatureBytes = new byte[] { 9 } },
        LogEntries = [Entry],
        Timestamps = [new byte[] { 4, 5 }],
    };

    public static SigstoreBundle EnvelopeV01 => new()
    {
        MediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1",
        Version = BundleVersion.V01,
        Material = new CertificateMaterial(new byte[] { 1, 2, 3 }, [new byte[] { 7 }]),
        Content = new DsseEnvelope { Payload = new byte[] { 1 }, PayloadType = "application/vnd.in-toto+json", Signatures = [new(new byte[] { 9 }, "k")] },
        LogEntries = [Entry with { Proof = null, SignedEntryTimestamp = new byte[] { 8 }, IntegratedTime = 1_700_000_000 }],
    };

    public static LogEntry Entry => new()
    {
        Index = 12,
        LogId = new byte[32],
        Kind = "hashedrekord",
        KindVersion = "0.0.2",
        Proof = new EntryProof { Index = 2, RootHash = new byte[32], TreeSize = 3, Hashes = [new byte[32]], Checkpoint = "log.example\n3\nAAAA\n\n— log.example AAAA\n" },
        CanonicalizedBody = "{}"u8.ToArray(),
    };
}
