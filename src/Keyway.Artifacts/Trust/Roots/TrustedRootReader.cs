// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>Reads <c>trusted_root.json</c> into <see cref="TrustedRoot"/>.</summary>
internal static partial class TrustedRootReader
{
    private const int ByteLimit = 4 << 20;
    private const int MaxDepth = 12;
    private const int MaxInstances = 256;
    private const int MaxCertificates = 8;

    private static readonly string[] MediaTypes =
    [
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
        "application/vnd.dev.sigstore.trustedroot.v0.2+json",
    ];

    public static TrustedRoot Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > ByteLimit) throw Errors.BadTrustedRoot($"it has {json.Length} bytes, more than the {ByteLimit} allowed");
        using var document = ProtoObject.ParseDocument(json, MaxDepth, Errors.BadTrustedRoot);
        var root = ProtoObject.Of(document, Errors.BadTrustedRoot, nullIsAbsent: true);
        root.AllowAndKeep("mediaType", "tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities");
        var mediaType = root.Text("mediaType");
        if (!MediaTypes.Contains(mediaType, StringComparer.Ordinal)) throw Errors.BadTrustedRoot($"its media type is '{mediaType}', expected a trusted root of version 0.1 or 0.2");
        return new TrustedRoot
        {
            Logs = [.. root.Objects("tlogs", MaxInstances).Select(ReadLog)],
            CertificateLogs = [.. root.Objects("ctlogs", MaxInstances).Select(ReadLog)],
            CertificateAuthorities = [.. root.Objects("certificateAuthorities", MaxInstances).Select(ReadAuthority)],
            TimestampAuthorities = [.. root.Objects("timestampAuthorities", MaxInstances).Select(ReadAuthority)],
        };
    }

    private static TransparencyLog ReadLog(ProtoObject log)
    {
        log.AllowAndKeep("baseUrl", "hashAlgorithm", "publicKey", "logId", "checkpointKeyId", "operator");
        var id = Required(log, "logId").Bytes("keyId");
        if (id.IsEmpty) throw log.Refuse(log.Join("logId.keyId"), "is missing");
        if (log.Text("hashAlgorithm") is not "SHA2_256" and var hash) throw log.Refuse(log.Join("hashAlgorithm"), $"is '{hash}', expected SHA2_256");
        var publicKey = Required(log, "publicKey");
        publicKey.AllowAndKeep("rawBytes", "keyDetails", "validFor");
        var (scheme, isPkcs1) = SchemeOf(publicKey);
        var (key, unusable) = ReadKey(publicKey, scheme, isPkcs1);
        return new TransparencyLog
        {
            BaseUrl = log.Text("baseUrl"),
            LogId = id,
            Key = key,
            Unusable = unusable,
            Scheme = scheme ?? default,
            ValidFor = ReadPeriod(publicKey),
            Operator = log.Text("operator"),
        };
    }

    // A key that this system cannot use (an old RSA key of 1024 bits, ML-DSA without a libcrypto that knows it) makes its log useless, not the whole document.
    private static (PublicKey? Key, string? Unusable) ReadKey(ProtoObject publicKey, SignatureScheme? scheme, bool isPkcs1)
    {
        if (scheme is not { } known) return (null, $"the key algorithm '{publicKey.Text("keyDetails")}' is not known");
        try
        {
            var bytes = publicKey.Bytes("rawBytes").Span;
            var key = isPkcs1 ? PublicKey.FromPkcs1(bytes) : PublicKey.FromSubjectPublicKeyInfo(bytes);
            return known.Fits(key.Kind) ? (key, null) : (null, $"the key is {key.Kind}, which does not fit '{publicKey.Text("keyDetails")}'");
        }
        catch (KeywayException e)
        {
            return (null, e.Message);
        }
    }

    private static (SignatureScheme? Scheme, bool IsPkcs1) SchemeOf(ProtoObject publicKey) => publicKey.Text("keyDetails") switch
    {
        "PKCS1_RSA_PKCS1V5" => (SignatureScheme.RsaPkcs1Sha256, true),
        "PKCS1_RSA_PSS" => (SignatureScheme.RsaPssSha256, true),
        "PKIX_RSA_PKCS1V5" or "PKIX_RSA_PKCS1V15_2048_SHA256" or "PKIX_RSA_PKCS1V15_3072_SHA256" or "PKIX_RSA_PKCS1V15_4096_SHA256" => (SignatureScheme.RsaPkcs1Sha256, false),
        "PKIX_RSA_PSS" or "PKIX_RSA_PSS_2048_SHA256" or "PKIX_RSA_PSS_3072_SHA256" or "PKIX_RSA_PSS_4096_SHA256" => (SignatureScheme.RsaPssSha256, false),
        "PKIX_ECDSA_P256_SHA_256" or "PKIX_ECDSA_P256_HMAC_SHA_256" => (SignatureScheme.EcdsaP256Sha256, false),
        "PKIX_ECDSA_P384_SHA_256" => (SignatureScheme.EcdsaP384Sha256, false),
        "PKIX_ECDSA_P384_SHA_384" => (SignatureScheme.EcdsaP384Sha384, false),
        "PKIX_ECDSA_P521_SHA_256" => (SignatureScheme.EcdsaP521Sha256, false),
        "PKIX_ECDSA_P521_SHA_512" => (SignatureScheme.EcdsaP521Sha512, false),
        "PKIX_ED25519" => (SignatureScheme.Ed25519, false),
        "PKIX_ED25519_PH" => (SignatureScheme.Ed25519ph, false),
        "ML_DSA_44" => (SignatureScheme.MlDsa44, false),
        "ML_DSA_65" => (SignatureScheme.MlDsa65, false),
        "ML_DSA_87" => (SignatureScheme.MlDsa87, false),
        _ => (null, false),
    };

    private static CertificateAuthority ReadAuthority(ProtoObject authority)
    {
        authority.AllowAndKeep("subject", "uri", "certChain", "validFor", "operator");
        var certificates = Required(authority, "certChain").Objects("certificates", MaxCertificates);
        if (certificates.Count == 0) throw authority.Refuse(authority.Join("certChain.certificates"), "is missing");
        return new CertificateAuthority
        {
            Uri = authority.Text("uri"),
            Chain = [.. certificates.Select(certificate => certificate.Bytes("rawBytes"))],
            ValidFor = ReadPeriod(authority),
            Operator = authority.Text("operator"),
        };
    }

    private static TimeWindow ReadPeriod(ProtoObject owner)
    {
        if (owner.Object("validFor") is not { } period || !period.Has("start")) throw Errors.BadPeriod(owner.Join("validFor"), "has no start, which is required");
        period.AllowAndKeep("start", "end");
        TimeWindow window = new(ReadTime(period, "start"), period.Has("end") ? ReadTime(period, "end") : null);
        return window.End < window.Start ? throw Errors.BadPeriod(owner.Join("validFor"), $"ends before it starts: {window}") : window;
    }

    private static DateTimeOffset ReadTime(ProtoObject period, string name)
    {
        var match = Timestamp().Match(period.Text(name));
        if (match.Success && DateTimeOffset.TryParseExact(match.Groups["second"].Value, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time.AddTicks(TicksOf(match.Groups["fraction"].Value));
        throw period.Refuse(period.Join(name), $"is '{period.Text(name)}', expected a time such as 2025-01-31T12:00:00Z");
    }

    // Nanoseconds; a tick has a hundred.
    private static long TicksOf(string fraction) => fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);

    private static ProtoObject Required(ProtoObject owner, string name) => owner.Object(name) ?? throw owner.Refuse(owner.Join(name), "is missing");

    [GeneratedRegex(@"^(?<second>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,9}))?Z\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timestamp();
}
