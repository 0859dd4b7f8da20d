// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>Hostile bundles through the command line: what the verifier refuses is in an intact audit trail, with the step that failed.</summary>
public sealed class AuditedBundleTests : IDisposable
{
    private static readonly SigstoreUniverseRecipe Recipe = new() { HasTimestamp = true };

    private readonly AuditedScene scene = new();

    public static TheoryData<string, string> Hostile => new()
    {
        { "KW2177", "no time" },
        { "KW2142", "foreign timestamp authority" },
        { "KW2142", "foreign timestamp authority with the trusted one's certificates beside its own" },
        { "KW2143", "foreign timestamp in the trusted authority's name with the certificates of both" },
        { "KW2140", "more certificates in the timestamp than a verifier reads" },
        { "KW2121", "foreign certificate that brings its own authorities" },
        { "KW2122", "foreign certificate that brings its own intermediate" },
        { "KW2122", "foreign certificate that brings the trusted intermediate" },
        { "KW2123", "certificate expired when it was stamped" },
        { "KW2150", "log that nobody trusts" },
        { "KW2160", "log entry of another artifact" },
        { "KW2182", "look-alike issuer" },
        { "KW2181", "look-alike identity" },
        { "KW2110", "member twice" },
        { "KW2113", "two contents" },
        { "KW2114", "extra certificates" },
        { "KW2117", "no signature" },
        { "KW2117", "two signatures" },
        { "KW2173", "other payload type" },
        { "KW2175", "attestation for a signature" },
        { "KW2174", "right sha256, wrong sha512" },
        { "KW2600", "digest in upper case" },
        { "KW2600", "digest cut short" },
        { "KW2600", "member of the statement twice" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_bundle_is_refused_on_record(string code, string threat)
    {
        await WriteAsync(Spoilt(threat));

        await scene.RefusedAsync(code, "verify", Verify());
    }

    [Fact]
    public async Task One_log_counted_twice_is_refused_on_record()
    {
        var good = SigstoreUniverse.Shared.Sign(Recipe);
        await WriteAsync((good with { LogEntries = [good.LogEntries[0], good.LogEntries[0]] }).ToJson());

        await scene.DoneAsync(Verify());
        await scene.RefusedAsync("KW2179", "verify", Verify("--require-logs", "2"));
    }

    public void Dispose() => scene.Dispose();

    private static string[] Verify(params string[] more) =>
        ["verify", "artifact", "--bundle", "bundle.json", "--trusted-root", "root.json", "--identity", SigstoreUniverseLeaf.DefaultIdentity, "--issuer", SigstoreUniverseLeaf.DefaultIssuer, .. more];

    private async Task WriteAsync(byte[] bundle)
    {
        await File.WriteAllBytesAsync(scene.Combine("artifact"), Recipe.Artifact, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(scene.Combine("root.json"), SigstoreUniverse.Shared.RootJson(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(scene.Combine("bundle.json"), bundle, TestContext.Current.CancellationToken);
    }

    private static byte[] Spoilt(string threat)
    {
        var good = SigstoreUniverse.Shared.Sign(Recipe);
        var other = SigstoreUniverse.Shared.Sign(Recipe with { Artifact = "another"u8.ToArray() });
        return threat switch
        {
            "no time" => SigstoreUniverse.Shared.Sign(Recipe with { RekorVersion = 2, HasTimestamp = false }).ToJson(),
            "foreign timestamp authority" => Foreign(),
            "foreign timestamp authority with the trusted one's certificates beside its own" => ForeignToken(stranger => stranger.Timestamp() with { BringsAlso = [.. Chain(SigstoreUniverse.Shared), stranger.TsaRoot.RawData] }),
            "foreign timestamp in the trusted authority's name with the certificates of both" =>
                ForeignToken(stranger => stranger.Timestamp() with { Certificate = SigstoreUniverse.Shared.TsaLeaf, BringsAlso = [.. Chain(stranger), SigstoreUniverse.Shared.TsaRoot.RawData] }),
            "more certificates in the timestamp than a verifier reads" =>
                ForeignToken(stranger => SigstoreUniverse.Shared.Timestamp() with { BringsAlso = [.. Enumerable.Repeat(stranger.TsaRoot.RawData, 16)] }),
            "foreign certificate that brings its own authorities" => ForeignCertificate(stranger => [stranger.FulcioIntermediate.RawData, stranger.FulcioRoot.RawData]),
            "foreign certificate that brings its own intermediate" => ForeignCertificate(stranger => [stranger.FulcioIntermediate.RawData]),
            "foreign certificate that brings the trusted intermediate" => ForeignCertificate(_ => [SigstoreUniverse.Shared.FulcioIntermediate.RawData]),
            "certificate expired when it was stamped" => SigstoreUniverse.Shared.Sign(Recipe with { Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddMinutes(10) } }).ToJson(),
            "log that nobody trusts" => (good with { LogEntries = [good.LogEntries[0] with { LogId = new byte[32] }] }).ToJson(),
            "log entry of another artifact" => (good with { LogEntries = other.LogEntries }).ToJson(),
            "look-alike issuer" => SigstoreUniverse.Shared.Sign(Recipe with { Leaf = new() { Issuer = SigstoreUniverseLeaf.DefaultIssuer + "/", LegacyIssuer = null } }).ToJson(),
            "look-alike identity" => SigstoreUniverse.Shared.Sign(Recipe with { Leaf = new() { Identity = SigstoreUniverseLeaf.DefaultIdentity + "0" } }).ToJson(),
            "member twice" => Encoding.UTF8.GetBytes("{\"mediaType\":\"\"," + Encoding.UTF8.GetString(good.ToJson())[1..]),
            "two contents" => TwoContents(good.ToJson()),
            "extra certificates" => ExtraCertificates(good.ToJson()),
            _ => SpoiltStatement(threat),
        };
    }

    private static byte[] SpoiltStatement(string threat)
    {
        var statement = SigstoreUniverseRecipe.StatementAbout(Recipe.Artifact, "https://sigstore.dev/cosign/sign/v1");
        var signed = Recipe with { Statement = statement };
        return threat switch
        {
            "no signature" => Signatures(signed, signatures => signatures.Clear()),
            "two signatures" => Signatures(signed, signatures => signatures.Add(signatures[0]!.DeepClone())),
            "other payload type" => SigstoreUniverse.Shared.Sign(signed with { PayloadType = "text/plain" }).ToJson(),
            "attestation for a signature" => SigstoreUniverse.Shared.Sign(Recipe with { Statement = SigstoreUniverseRecipe.StatementAbout(Recipe.Artifact) }).ToJson(),
            "right sha256, wrong sha512" => Digests(statement, digest => digest["sha512"] = new string('a', 128)),
            "digest in upper case" => Digests(statement, digest => digest["sha256"] = ((string)digest["sha256"]!).ToUpperInvariant()),
            "digest cut short" => Digests(statement, digest => digest["sha256"] = ((string)digest["sha256"]!)[..32]),
            "member of the statement twice" => SigstoreUniverse.Shared.Sign(Recipe with { Statement = "{\"predicateType\":\"\"," + statement[1..] }).ToJson(),
            _ => throw new ArgumentOutOfRangeException(nameof(threat), threat, null),
        };
    }

    private static byte[] Signatures(SigstoreUniverseRecipe recipe, Action<JsonArray> change)
    {
        var bundle = JsonNode.Parse(SigstoreUniverse.Shared.Sign(recipe).ToJson())!;
        change(bundle["dsseEnvelope"]!["signatures"]!.AsArray());
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }

    private static byte[] Digests(string statement, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(statement)!;
        change(document["subject"]![0]!["digest"]!.AsObject());
        return SigstoreUniverse.Shared.Sign(Recipe with { Statement = document.ToJsonString() }).ToJson();
    }

    private static byte[] ExtraCertificates(byte[] good)
    {
        var bundle = JsonNode.Parse(good)!;
        var material = bundle["verificationMaterial"]!;
        material["x509CertificateChain"] = new JsonObject { ["certificates"] = new JsonArray(material["certificate"]!.DeepClone()) };
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }

    private static byte[] Foreign()
    {
        using SigstoreUniverse stranger = new();
        return SigstoreUniverse.Shared.Sign(Recipe with { Timestamp = stamp => stamp with { Certificate = stranger.TsaLeaf } }).ToJson();
    }

    private static byte[][] Chain(SigstoreUniverse universe) => [universe.TsaLeaf.RawData, universe.TsaRoot.RawData];

    private static byte[] ForeignToken(Func<SigstoreUniverse, SigstoreUniverseTimestamp> stamp)
    {
        using SigstoreUniverse stranger = new();
        return SigstoreUniverse.Shared.Sign(Recipe with { Timestamp = _ => stamp(stranger) }).ToJson();
    }

    // Log and time are the trusted ones'; only who vouches for the name is somebody else.
    private static byte[] ForeignCertificate(Func<SigstoreUniverse, byte[][]> brought)
    {
        using SigstoreUniverse stranger = new();
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var content = Recipe.Sign(key);
        var certificate = stranger.Issue(Recipe.Leaf, key.PublicKey.SubjectPublicKeyInfo);
        return new SigstoreBundle
        {
            MediaType = "application/vnd.dev.sigstore.bundle+json;version=0.2",
            Version = BundleVersion.V02,
            Material = new CertificateMaterial(certificate, [.. brought(stranger).Select(der => (ReadOnlyMemory<byte>)der)]),
            Content = content,
            LogEntries = [SigstoreUniverse.Shared.Log(Recipe, SigstoreUniverse.Shared.Rekor1, content, certificate, key)],
            Timestamps = [SigstoreUniverse.Shared.Timestamp().Over(content.Signature.ToArray())],
        }.ToJson();
    }

    private static byte[] TwoContents(byte[] good)
    {
        var bundle = JsonNode.Parse(good)!;
        bundle["dsseEnvelope"] = new JsonObject { ["payload"] = "e30=", ["payloadType"] = "application/vnd.in-toto+json", ["signatures"] = new JsonArray(new JsonObject { ["sig"] = "AAAA" }) };
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }
}
