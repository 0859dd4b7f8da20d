// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Tests.Fixtures;

/// <summary>Writes the bodies of log entries as Rekor v1 and v2 canonicalize them.</summary>
internal static class SigstoreUniverseEntries
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (string Kind, string Version, JsonObject Body) Describe(SigstoreUniverseRecipe recipe, bool isV2, SignedContent content, byte[]? certificate, PublicKey key)
    {
        var pem = certificate is null ? key.ToPem() : PemEncoding.WriteString("CERTIFICATE", certificate);
        var (kind, version, spec) = (content, recipe.EnvelopeKind, isV2) switch
        {
            (DsseEnvelope envelope, "dsse", true) => ("dsse", "0.0.2", Dsse2(envelope, certificate, key)),
            (DsseEnvelope envelope, "dsse", false) => ("dsse", "0.0.1", Dsse(envelope, pem)),
            (DsseEnvelope envelope, "intoto", _) => ("intoto", "0.0.2", Intoto(envelope, pem)),
            (DsseEnvelope envelope, _, true) => ("hashedrekord", "0.0.2", Hashed2(SHA256.HashData(envelope.ToSignedBytes()), envelope, certificate, key)),
            (DsseEnvelope envelope, _, false) => ("hashedrekord", "0.0.1", Hashed(SHA256.HashData(envelope.ToSignedBytes()), envelope, pem)),
            (_, _, true) => ("hashedrekord", "0.0.2", Hashed2(SHA256.HashData(recipe.Artifact), content, certificate, key)),
            _ => ("hashedrekord", "0.0.1", Hashed(SHA256.HashData(recipe.Artifact), content, pem)),
        };
        return (kind, version, new JsonObject { ["apiVersion"] = version, ["kind"] = kind, ["spec"] = spec });
    }

    private static JsonObject Hashed(byte[] hash, SignedContent content, string pem) => new()
    {
        ["data"] = new JsonObject { ["hash"] = Hex(hash) },
        ["signature"] = new JsonObject { ["content"] = Base64(content.Signature), ["publicKey"] = new JsonObject { ["content"] = Base64(pem) } },
    };

    private static JsonObject Hashed2(byte[] hash, SignedContent content, byte[]? certificate, PublicKey key) => new()
    {
        ["hashedRekordV002"] = new JsonObject
        {
            ["data"] = Digest(hash),
            ["signature"] = new JsonObject { ["content"] = Base64(content.Signature), ["verifier"] = Verifier(certificate, key) },
        },
    };

    private static JsonObject Dsse(DsseEnvelope envelope, string pem) => new()
    {
        ["envelopeHash"] = Hex(new byte[32]),
        ["payloadHash"] = Hex(SHA256.HashData(envelope.Payload.Span)),
        ["signatures"] = new JsonArray(new JsonObject { ["signature"] = Base64(envelope.Signature), ["verifier"] = Base64(pem) }),
    };

    private static JsonObject Dsse2(DsseEnvelope envelope, byte[]? certificate, PublicKey key) => new()
    {
        ["dsseV002"] = new JsonObject
        {
            ["payloadHash"] = Digest(SHA256.HashData(envelope.Payload.Span)),
            ["signatures"] = new JsonArray(new JsonObject { ["content"] = Base64(envelope.Signature), ["verifier"] = Verifier(certificate, key) }),
        },
    };

    private static JsonObject Intoto(DsseEnvelope envelope, string pem) => new()
    {
        ["content"] = new JsonObject
        {
            ["envelope"] = new JsonObject
            {
                ["payloadType"] = envelope.PayloadType,
                ["signatures"] = new JsonArray(new JsonObject { ["publicKey"] = Base64(pem), ["sig"] = Base64(Base64(envelope.Signature)) }),
            },
            ["hash"] = Hex(new byte[32]),
            ["payloadHash"] = Hex(SHA256.HashData(envelope.Payload.Span)),
        },
    };

    private static JsonObject Verifier(byte[]? certificate, PublicKey key) => certificate is null
        ? new JsonObject { ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256", ["publicKey"] = new JsonObject { ["rawBytes"] = Base64(key.SubjectPublicKeyInfo) } }
        : new JsonObject { ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256", ["x509Certificate"] = new JsonObject { ["rawBytes"] = Base64(certificate) } };

    private static JsonObject Hex(byte[] hash) => new() { ["algorithm"] = "sha256", ["value"] = Convert.ToHexStringLower(hash) };

    private static JsonObject Digest(byte[] hash) => new() { ["algorithm"] = "SHA2_256", ["digest"] = Base64(hash) };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Base64(ReadOnlyMemory<byte> bytes) => Convert.ToBase64String(bytes.Span);
}
