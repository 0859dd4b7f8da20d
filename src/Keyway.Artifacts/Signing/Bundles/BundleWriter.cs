// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Writes bundles as canonical proto3 JSON, members in the order of the message definition.</summary>
internal static class BundleWriter
{
    public static byte[] Write(SigstoreBundle bundle)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("mediaType", bundle.MediaType);
            json.WriteStartObject("verificationMaterial");
            WriteMaterial(json, bundle);
            WriteLogEntries(json, bundle);
            WriteTimestamps(json, bundle);
            json.WriteEndObject();
            WriteContent(json, bundle.Content);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The envelope alone, as <see cref="DsseEnvelope.Parse"/> reads it.</summary>
    public static void WriteEnvelope(Utf8JsonWriter json, DsseEnvelope envelope)
    {
        json.WriteBase64String("payload", envelope.Payload.Span);
        json.WriteString("payloadType", envelope.PayloadType);
        json.WriteStartArray("signatures");
        foreach (var signature in envelope.Signatures)
        {
            json.WriteStartObject();
            json.WriteBase64String("sig", signature.Bytes.Span);
            if (signature.KeyId.Length > 0) json.WriteString("keyid", signature.KeyId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMaterial(Utf8JsonWriter json, SigstoreBundle bundle)
    {
        switch (bundle.Material)
        {
            case KeyHintMaterial key:
                json.WriteStartObject("publicKey");
                if (key.Hint.Length > 0) json.WriteString("hint", key.Hint);
                json.WriteEndObject();
                break;
            case CertificateMaterial material when bundle.Version == BundleVersion.V03:
                json.WriteStartObject("certificate");
                json.WriteBase64String("rawBytes", material.Leaf.Span);
                json.WriteEndObject();
                break;
            case CertificateMaterial material:
                json.WriteStartObject("x509CertificateChain");
                json.WriteStartArray("certificates");
                foreach (var der in material.Others.Prepend(material.Leaf)) WriteBytesObject(json, "rawBytes", der);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteLogEntries(Utf8JsonWriter json, SigstoreBundle bundle)
    {
        if (bundle.LogEntries.IsEmpty) return;
        json.WriteStartArray("tlogEntries");
        foreach (var entry in bundle.LogEntries) WriteLogEntry(json, entry);
        json.WriteEndArray();
    }

    private static void WriteLogEntry(Utf8JsonWriter json, LogEntry entry)
    {
        json.WriteStartObject();
        WriteNumber(json, "logIndex", entry.Index);
        json.WriteStartObject("logId");
        json.WriteBase64String("keyId", entry.LogId.Span);
        json.WriteEndObject();
        json.WriteStartObject("kindVersion");
        json.WriteString("kind", entry.Kind);
        json.WriteString("version", entry.KindVersion);
        json.WriteEndObject();
        if (entry.IntegratedTime != 0) WriteNumber(json, "integratedTime", entry.IntegratedTime);
        if (!entry.SignedEntryTimestamp.IsEmpty)
        {
            json.WriteStartObject("inclusionPromise");
            json.WriteBase64String("signedEntryTimestamp", entry.SignedEntryTimestamp.Span);
            json.WriteEndObject();
        }
        if (entry.Proof is { } proof) WriteProof(json, proof);
        json.WriteBase64String("canonicalizedBody", entry.CanonicalizedBody.Span);
        json.WriteEndObject();
    }

    private static void WriteProof(Utf8JsonWriter json, EntryProof proof)
    {
        json.WriteStartObject("inclusionProof");
        WriteNumber(json, "logIndex", proof.Index);
        json.WriteBase64String("rootHash", proof.RootHash.Span);
        WriteNumber(json, "treeSize", proof.TreeSize);
        json.WriteStartArray("hashes");
        foreach (var hash in proof.Hashes) json.WriteBase64StringValue(hash.Span);
        json.WriteEndArray();
        if (proof.Checkpoint.Length > 0)
        {
            json.WriteStartObject("checkpoint");
            json.WriteString("envelope", proof.Checkpoint);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteTimestamps(Utf8JsonWriter json, SigstoreBundle bundle)
    {
        if (bundle.Timestamps.IsEmpty) return;
        json.WriteStartObject("timestampVerificationData");
        json.WriteStartArray("rfc3161Timestamps");
        foreach (var token in bundle.Timestamps) WriteBytesObject(json, "signedTimestamp", token);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, SignedContent content)
    {
        switch (content)
        {
            case MessageSignature message:
                json.WriteStartObject("messageSignature");
                if (message.DigestAlgorithm.Length > 0)
                {
                    json.WriteStartObject("messageDigest");
                    json.WriteString("algorithm", message.DigestAlgorithm);
                    json.WriteBase64String("digest", message.Digest.Span);
                    json.WriteEndObject();
                }
                json.WriteBase64String("signature", message.SignatureBytes.Span);
                json.WriteEndObject();
                break;
            case DsseEnvelope envelope:
                json.WriteStartObject("dsseEnvelope");
                WriteEnvelope(json, envelope);
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteBytesObject(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> bytes)
    {
        json.WriteStartObject();
        json.WriteBase64String(name, bytes.Span);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long number) => json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
}
