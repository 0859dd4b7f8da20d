// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Reads bundles: canonical proto3 JSON, one content, one material, bounded lists.</summary>
internal static class BundleReader
{
    public static SigstoreBundle Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > BundleLimits.Bytes) throw Errors.TooMuch("the bundle", json.Length, BundleLimits.Bytes, "bytes");
        using var document = ProtoObject.ParseDocument(json, BundleLimits.JsonDepth, Errors.NotJson);
        var bundle = ProtoObject.Of(document, Errors.BadMember);
        var mediaType = bundle.Text("mediaType");
        var version = BundleMediaTypes.VersionOf(mediaType) ?? throw Errors.UnknownMediaType(mediaType);
        bundle.Allow("mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");
        var material = Required(bundle, "verificationMaterial");
        material.Allow("publicKey", "x509CertificateChain", "certificate", "tlogEntries", "timestampVerificationData");
        return new SigstoreBundle
        {
            MediaType = mediaType,
            Version = version,
            Material = MaterialReader.Read(material, version),
            Content = ReadContent(bundle),
            LogEntries = [.. Bounded(material, "tlogEntries", BundleLimits.LogEntries).Select(entry => LogEntryReader.Read(entry, version))],
            Timestamps = [.. ReadTimestamps(material)],
        };
    }

    public static DsseEnvelope ReadEnvelope(ReadOnlyMemory<byte> json)
    {
        if (json.Length > BundleLimits.Bytes) throw Errors.TooMuch("the envelope", json.Length, BundleLimits.Bytes, "bytes");
        using var document = ProtoObject.ParseDocument(json, BundleLimits.JsonDepth, Errors.NotJson);
        return ReadEnvelope(ProtoObject.Of(document, Errors.BadMember));
    }

    private static SignedContent ReadContent(ProtoObject bundle)
    {
        var message = bundle.Object("messageSignature");
        var envelope = bundle.Object("dsseEnvelope");
        return (message, envelope) switch
        {
            ({ } found, null) => ReadMessageSignature(found),
            (null, { } found) => ReadSingleSignature(found),
            _ => throw Errors.NotOneContent(message is not null),
        };
    }

    private static MessageSignature ReadMessageSignature(ProtoObject message)
    {
        message.Allow("messageDigest", "signature");
        var digest = message.Object("messageDigest");
        digest?.Allow("algorithm", "digest");
        return new MessageSignature
        {
            DigestAlgorithm = digest?.Text("algorithm") ?? "",
            Digest = digest?.Bytes("digest") ?? ReadOnlyMemory<byte>.Empty,
            SignatureBytes = RequiredBytes(message, "signature"),
        };
    }

    // DSSE allows several signatures, Sigstore does not: which of them would the log entry and the timestamp be about?
    private static DsseEnvelope ReadSingleSignature(ProtoObject json)
    {
        var envelope = ReadEnvelope(json);
        return envelope.Signatures.Length == 1 ? envelope : throw Errors.NotOneSignature(envelope.Signatures.Length);
    }

    private static DsseEnvelope ReadEnvelope(ProtoObject envelope)
    {
        envelope.Allow("payload", "payloadType", "signatures");
        return new DsseEnvelope
        {
            Payload = envelope.Bytes("payload"),
            PayloadType = envelope.Text("payloadType"),
            Signatures = [.. Bounded(envelope, "signatures", BundleLimits.Signatures).Select(ReadSignature)],
        };
    }

    private static DsseSignature ReadSignature(ProtoObject signature)
    {
        signature.Allow("sig", "keyid");
        return new DsseSignature(RequiredBytes(signature, "sig"), signature.Text("keyid"));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> ReadTimestamps(ProtoObject material)
    {
        if (material.Object("timestampVerificationData") is not { } data) return [];
        data.Allow("rfc3161Timestamps");
        return Bounded(data, "rfc3161Timestamps", BundleLimits.Timestamps).Select(stamp =>
        {
            stamp.Allow("signedTimestamp");
            return RequiredBytes(stamp, "signedTimestamp");
        });
    }

    internal static IReadOnlyList<ProtoObject> Bounded(ProtoObject owner, string name, int limit)
    {
        if (owner.Count(name) > limit) throw Errors.TooMuch($"'{owner.Join(name)}'", owner.Count(name), limit, "items");
        return owner.Objects(name, limit);
    }

    internal static ProtoObject Required(ProtoObject owner, string name) => owner.Object(name) ?? throw owner.Refuse(owner.Join(name), "is missing");

    internal static ReadOnlyMemory<byte> RequiredBytes(ProtoObject owner, string name) =>
        owner.Bytes(name) is { IsEmpty: false } bytes ? bytes : throw owner.Refuse(owner.Join(name), "is missing or empty");
}
