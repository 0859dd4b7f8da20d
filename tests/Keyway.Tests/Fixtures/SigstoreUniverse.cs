// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Tests.Fixtures;

/// <summary>
/// A whole Sigstore instance in memory: Fulcio with root and intermediate, a certificate log, Rekor v1 and v2, a timestamping authority, and the trusted root that names them.
/// It issues bundles that verify, and on request ones with a single fault signed by all parties. Made once; safe to share between tests.
/// </summary>
internal sealed class SigstoreUniverse : IDisposable
{
    private static readonly Lazy<SigstoreUniverse> Made = new(() => new SigstoreUniverse());

    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa impostorKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa certificateLogKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa tsaRootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa tsaKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public SigstoreUniverse()
    {
        var period = SigstoreUniversePeriod.Around(SigningTime, TimeSpan.FromDays(900), TimeSpan.FromDays(3000));
        FulcioRoot = SigstoreUniverseCertificates.Root("fulcio root", rootKey, period);
        FulcioIntermediate = SigstoreUniverseCertificates.Intermediate("fulcio intermediate", intermediateKey, FulcioRoot, rootKey, period, SigstoreUniverseLeaf.CodeSigning);
        TsaRoot = SigstoreUniverseCertificates.Root("tsa root", tsaRootKey, period);
        TsaLeaf = IssueTsaLeaf(tsaKey, critical: true, [TimeStamping]);
    }

    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    public static SigstoreUniverse Shared => Made.Value;

    /// <summary>When everything is signed.</summary>
    public static DateTimeOffset SigningTime { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Start { get; } = SigningTime.AddDays(-800);

    public X509Certificate2 FulcioRoot { get; }

    public X509Certificate2 FulcioIntermediate { get; }

    public X509Certificate2 TsaRoot { get; }

    public X509Certificate2 TsaLeaf { get; }

    public SigstoreUniverseLog Rekor1 { get; } = new("rekor1.example", isV2: false);

    public SigstoreUniverseLog Rekor2 { get; } = new("rekor2.example", isV2: true);

    public byte[] CertificateLogId => SHA256.HashData(certificateLogKey.ExportSubjectPublicKeyInfo());

    public TrustedRoot Root => field ??= TrustedRoot.Parse(RootJson());

    public byte[] RootJson(Action<JsonObject>? change = null)
    {
        JsonObject root = new()
        {
            ["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            ["tlogs"] = new JsonArray(Rekor1.ToInstance(Start), Rekor2.ToInstance(Start)),
            ["certificateAuthorities"] = new JsonArray(Authority("https://fulcio.example", FulcioIntermediate, FulcioRoot)),
            ["ctlogs"] = new JsonArray(CertificateLog()),
            ["timestampAuthorities"] = new JsonArray(Authority("https://tsa.example", TsaLeaf, TsaRoot)),
        };
        change?.Invoke(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Makes the bundle.</summary>
    public SigstoreBundle Sign(SigstoreUniverseRecipe recipe)
    {
        using var made = recipe.ManagedKey is null ? SoftwareKey.Generate(recipe.KeyKind) : null;
        var key = recipe.ManagedKey ?? made!;
        var certificate = recipe.ManagedKey is null ? Issue(recipe.Leaf, key.PublicKey.SubjectPublicKeyInfo) : null;
        var content = recipe.Sign(key);
        return new SigstoreBundle
        {
            MediaType = recipe.Version switch { BundleVersion.V01 => "application/vnd.dev.sigstore.bundle+json;version=0.1", BundleVersion.V02 => "application/vnd.dev.sigstore.bundle+json;version=0.2", _ => BundleMediaTypes.Current },
            Version = recipe.Version,
            Material = certificate is null ? new KeyHintMaterial("a hint") : new CertificateMaterial(certificate, []),
            Content = content,
            LogEntries = recipe.RekorVersion is { } version ? [Log(recipe, version == 1 ? Rekor1 : Rekor2, content, certificate, key)] : [],
            Timestamps = recipe.HasTimestamp ? [Timestamp(recipe.Timestamp).Over(content.Signature.ToArray())] : [],
        };
    }

    /// <summary>A further entry about the same signature.</summary>
    public LogEntry Log(SigstoreUniverseRecipe recipe, SigstoreUniverseLog log, SignedContent content, byte[]? certificate, SoftwareKey key)
    {
        var (kind, version, body) = SigstoreUniverseEntries.Describe(recipe, log.IsV2, content, certificate, key.PublicKey);
        recipe.Log.Body(body);
        return log.Add(kind, version, Encoding.UTF8.GetBytes(body.ToJsonString(SigstoreUniverseEntries.Json)), SigningTime, recipe.Log);
    }

    public SigstoreUniverseTimestamp Timestamp(Func<SigstoreUniverseTimestamp, SigstoreUniverseTimestamp>? change = null)
    {
        SigstoreUniverseTimestamp timestamp = new() { Certificate = TsaLeaf, Key = tsaKey, Time = SigningTime };
        return change?.Invoke(timestamp) ?? timestamp;
    }

    /// <summary>A certificate of the trusted timestamping authority, right or wrong.</summary>
    public X509Certificate2 IssueTsaLeaf(ECDsa key, bool critical, string[] purposes, SigstoreUniversePeriod? period = null, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, X509Extension? more = null)
    {
        OidCollection oids = [];
        foreach (var purpose in purposes) oids.Add(new Oid(purpose));
        List<X509Extension> extensions = [new X509KeyUsageExtension(usage, critical: true), new X509EnhancedKeyUsageExtension(oids, critical)];
        if (more is not null) extensions.Add(more);
        return SigstoreUniverseCertificates.Leaf(
            key.ExportSubjectPublicKeyInfo(), "CN=tsa, O=universe.example", extensions, TsaRoot, tsaRootKey, period ?? SigstoreUniversePeriod.Around(SigningTime, TimeSpan.FromDays(100), TimeSpan.FromDays(100)), SigstoreUniverseCertificates.NextSerial());
    }

    public byte[] Issue(SigstoreUniverseLeaf leaf, ReadOnlyMemory<byte> publicKey)
    {
        var (issuer, key) = leaf.IssuedBy switch
        {
            SigstoreUniverseIssuer.Root => (FulcioRoot, rootKey),
            SigstoreUniverseIssuer.Impostor => (FulcioIntermediate, impostorKey),
            _ => (FulcioIntermediate, intermediateKey),
        };
        var period = SigstoreUniversePeriod.Around(SigningTime, leaf.Life.Before, leaf.Life.After);
        var serial = SigstoreUniverseCertificates.NextSerial();
        using var precertificate = SigstoreUniverseCertificates.Leaf(publicKey, "", leaf.Extensions(), issuer, key, period, serial);
        if (!leaf.HasSct) return precertificate.RawData;
        var sct = leaf.Sct(new SigstoreUniverseSct
        {
            LogId = CertificateLogId,
            Milliseconds = SigningTime.ToUnixTimeMilliseconds(),
            IssuerKeyHash = SHA256.HashData(issuer.PublicKey.ExportSubjectPublicKeyInfo()),
            Key = certificateLogKey,
        });
        using var certificate = SigstoreUniverseCertificates.Leaf(publicKey, "", [.. leaf.Extensions(), sct.Sign(SigstoreUniverseCertificates.TbsOf(precertificate))], issuer, key, period, serial);
        return certificate.RawData;
    }

    public void Dispose()
    {
        foreach (var key in new[] { rootKey, intermediateKey, impostorKey, certificateLogKey, tsaRootKey, tsaKey }) key.Dispose();
        foreach (var certificate in new[] { FulcioRoot, FulcioIntermediate, TsaRoot, TsaLeaf }) certificate.Dispose();
    }

    public static JsonObject Authority(string uri, params X509Certificate2[] chain) => new()
    {
        ["uri"] = uri,
        ["certChain"] = new JsonObject { ["certificates"] = new JsonArray([.. chain.Select(one => (JsonNode)new JsonObject { ["rawBytes"] = Convert.ToBase64String(one.RawData) })]) },
        ["validFor"] = new JsonObject { ["start"] = Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") },
    };

    private JsonObject CertificateLog() => new()
    {
        ["baseUrl"] = "https://ct.example",
        ["hashAlgorithm"] = "SHA2_256",
        ["publicKey"] = new JsonObject
        {
            ["rawBytes"] = Convert.ToBase64String(certificateLogKey.ExportSubjectPublicKeyInfo()),
            ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256",
            ["validFor"] = new JsonObject { ["start"] = Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") },
        },
        ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(CertificateLogId) },
    };
}
