// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>Reads the canonicalized body of an entry: hashedrekord 0.0.1 and 0.0.2, dsse 0.0.1 and 0.0.2, intoto 0.0.2. Other kinds are refused: what cannot be read cannot be bound.</summary>
internal static class EntryBodyReader
{
    private const int MaxDepth = 16;
    private const int MaxSignatures = 16;

    /// <exception cref="KeywayException">KW2158: of another kind than the bundle says, or of one that is not known. KW2159: unreadable.</exception>
    public static EntryBody Read(ReadOnlyMemory<byte> body, string kind, string version)
    {
        using var document = ProtoObject.ParseDocument(body, MaxDepth, Errors.BadBody);
        var entry = ProtoObject.Of(document, Errors.BadBody);
        var found = $"{entry.Text("kind")} {entry.Text("apiVersion")}";
        if (found != $"{kind} {version}") throw Errors.OtherKind($"{kind} {version}", found);
        var spec = Required(entry, "spec");
        return found switch
        {
            "hashedrekord 0.0.1" => ReadHashedRekord(spec),
            "hashedrekord 0.0.2" => ReadHashedRekord2(Required(spec, "hashedRekordV002")),
            "dsse 0.0.1" => ReadDsse(spec),
            "dsse 0.0.2" => ReadDsse2(Required(spec, "dsseV002")),
            "intoto 0.0.2" => ReadIntoto(Required(spec, "content")),
            _ => throw Errors.UnknownKind(found),
        };
    }

    private static EntryBody ReadHashedRekord(ProtoObject spec)
    {
        var signature = Required(spec, "signature");
        var (isCertificate, verifier) = ReadPem(Required(signature, "publicKey").Bytes("content"), signature);
        var (algorithm, hash) = ReadHash(Required(Required(spec, "data"), "hash"));
        return Body(signature.Bytes("content"), isCertificate, verifier, algorithm, hash, isPayloadHash: false);
    }

    private static EntryBody ReadHashedRekord2(ProtoObject spec)
    {
        var signature = Required(spec, "signature");
        var (isCertificate, verifier) = ReadVerifier(Required(signature, "verifier"));
        var (algorithm, hash) = ReadDigest(Required(spec, "data"));
        return Body(signature.Bytes("content"), isCertificate, verifier, algorithm, hash, isPayloadHash: false);
    }

    private static EntryBody ReadDsse(ProtoObject spec)
    {
        var signature = Single(spec, "signatures");
        var (isCertificate, verifier) = ReadPem(signature.Bytes("verifier"), signature);
        var (algorithm, hash) = ReadHash(Required(spec, "payloadHash"));
        return Body(signature.Bytes("signature"), isCertificate, verifier, algorithm, hash, isPayloadHash: true);
    }

    private static EntryBody ReadDsse2(ProtoObject spec)
    {
        var signature = Single(spec, "signatures");
        var (isCertificate, verifier) = ReadVerifier(Required(signature, "verifier"));
        var (algorithm, hash) = ReadDigest(Required(spec, "payloadHash"));
        return Body(signature.Bytes("content"), isCertificate, verifier, algorithm, hash, isPayloadHash: true);
    }

    private static EntryBody ReadIntoto(ProtoObject content)
    {
        var envelope = Required(content, "envelope");
        var signature = Single(envelope, "signatures");
        var (isCertificate, verifier) = ReadPem(signature.Bytes("publicKey"), signature);
        var (algorithm, hash) = ReadHash(Required(content, "payloadHash"));

        // This kind stores the signature in base64 twice.
        if (!ProtoObject.TryDecodeBase64(Encoding.ASCII.GetString(signature.Bytes("sig").Span), out var inner)) throw signature.Refuse(signature.Join("sig"), "is not base64 of base64");
        return Body(inner, isCertificate, verifier, algorithm, hash, isPayloadHash: true) with { PayloadType = envelope.Text("payloadType") };
    }

    private static EntryBody Body(ReadOnlyMemory<byte> signature, bool isCertificate, ReadOnlyMemory<byte> verifier, HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, bool isPayloadHash) => new()
    {
        Signature = signature,
        IsCertificate = isCertificate,
        Verifier = verifier,
        HashAlgorithm = algorithm,
        Hash = hash,
        IsPayloadHash = isPayloadHash,
    };

    private static (HashAlgorithmName Algorithm, ReadOnlyMemory<byte> Hash) ReadHash(ProtoObject hash)
    {
        var value = hash.Text("value");
        var algorithm = hash.Text("algorithm") switch
        {
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            var other => throw hash.Refuse(hash.Join("algorithm"), $"is '{other}', expected sha256, sha384 or sha512"),
        };
        if (value.Length % 2 != 0 || value.Any(digit => !char.IsAsciiHexDigitLower(digit))) throw hash.Refuse(hash.Join("value"), "is not lower-case hexadecimal");
        return (algorithm, Convert.FromHexString(value));
    }

    private static (HashAlgorithmName Algorithm, ReadOnlyMemory<byte> Hash) ReadDigest(ProtoObject data) => data.Text("algorithm") switch
    {
        "SHA2_256" => (HashAlgorithmName.SHA256, data.Bytes("digest")),
        "SHA2_384" => (HashAlgorithmName.SHA384, data.Bytes("digest")),
        "SHA2_512" => (HashAlgorithmName.SHA512, data.Bytes("digest")),
        var other => throw data.Refuse(data.Join("algorithm"), $"is '{other}', expected SHA2_256, SHA2_384 or SHA2_512"),
    };

    private static (bool IsCertificate, ReadOnlyMemory<byte> Der) ReadVerifier(ProtoObject verifier)
    {
        var certificate = verifier.Object("x509Certificate");
        var key = verifier.Object("publicKey");
        return (certificate, key) switch
        {
            ({ } found, null) => (true, found.Bytes("rawBytes")),
            (null, { } found) => (false, found.Bytes("rawBytes")),
            _ => throw verifier.Refuse(verifier.Path, "has not exactly one of x509Certificate and publicKey"),
        };
    }

    private static (bool IsCertificate, ReadOnlyMemory<byte> Der) ReadPem(ReadOnlyMemory<byte> pem, ProtoObject owner)
    {
        var text = Encoding.ASCII.GetString(pem.Span);
        if (PemEncoding.TryFind(text, out var fields) && text.AsSpan(0, fields.Location.Start.Value).IsWhiteSpace() && text.AsSpan(fields.Location.End.Value).IsWhiteSpace())
        {
            var label = text[fields.Label];
            if (label is "CERTIFICATE" or "PUBLIC KEY") return (label == "CERTIFICATE", Convert.FromBase64String(text[fields.Base64Data]));
        }
        throw owner.Refuse(owner.Path, "does not hold one certificate or public key in PEM");
    }

    private static ProtoObject Single(ProtoObject owner, string name) =>
        owner.Objects(name, MaxSignatures) is [var one] ? one : throw owner.Refuse(owner.Join(name), $"has {owner.Count(name)} items, expected exactly one");

    private static ProtoObject Required(ProtoObject owner, string name) => owner.Object(name) ?? throw owner.Refuse(owner.Join(name), "is missing");
}
