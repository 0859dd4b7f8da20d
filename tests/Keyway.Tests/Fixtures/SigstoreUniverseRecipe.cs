// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Tests.Fixtures;

/// <summary>How a bundle is made. The defaults make one that verifies; a test changes one thing and everything else is signed around it.</summary>
internal sealed record SigstoreUniverseRecipe
{
    public byte[] Artifact { get; init; } = "a driver"u8.ToArray();

    public BundleVersion Version { get; init; } = BundleVersion.V03;

    public KeyKind KeyKind { get; init; } = KeyKind.EcdsaP256;

    /// <summary>Signs with this key and without a certificate.</summary>
    public SoftwareKey? ManagedKey { get; init; }

    public SigstoreUniverseLeaf Leaf { get; init; } = new();

    /// <summary>The payload of an envelope; null signs the artifact itself.</summary>
    public string? Statement { get; init; }

    public string PayloadType { get; init; } = "application/vnd.in-toto+json";

    /// <summary>Rekor v1, Rekor v2 or none.</summary>
    public int? RekorVersion { get; init; } = 1;

    /// <summary>The kind of the entry for envelopes: <c>dsse</c>, <c>intoto</c> or <c>hashedrekord</c>.</summary>
    public string EnvelopeKind { get; init; } = "dsse";

    public SigstoreUniverseLogChanges Log { get; init; } = SigstoreUniverseLogChanges.None;

    public bool HasTimestamp { get; init; }

    public Func<SigstoreUniverseTimestamp, SigstoreUniverseTimestamp> Timestamp { get; init; } = timestamp => timestamp;

    /// <summary>What Rekor v1 and a timestamp would come together as today.</summary>
    public static SigstoreUniverseRecipe RekorV2 => new() { RekorVersion = 2, HasTimestamp = true };

    /// <summary>A statement about an artifact.</summary>
    public static string StatementAbout(byte[] artifact, string predicateType = "https://slsa.dev/provenance/v1") => new JsonObject
    {
        ["_type"] = "https://in-toto.io/Statement/v1",
        ["subject"] = new JsonArray(new JsonObject
        {
            ["name"] = "driver",
            ["digest"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(artifact)), ["sha512"] = Convert.ToHexStringLower(SHA512.HashData(artifact)) },
        }),
        ["predicateType"] = predicateType,
        ["predicate"] = new JsonObject(),
    }.ToJsonString();

    public SignedContent Sign(SoftwareKey key)
    {
        if (Statement is null) return new MessageSignature { DigestAlgorithm = "SHA2_256", Digest = SHA256.HashData(Artifact), SignatureBytes = SignWith(key, Artifact) };
        DsseEnvelope envelope = new() { Payload = Encoding.UTF8.GetBytes(Statement), PayloadType = PayloadType, Signatures = [] };
        return envelope with { Signatures = [new(SignWith(key, envelope.ToSignedBytes()))] };
    }

    private static byte[] SignWith(SoftwareKey key, byte[] message) => key.SignAsync(message, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
