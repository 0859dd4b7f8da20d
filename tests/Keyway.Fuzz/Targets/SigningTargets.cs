// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Certificates;
using Keyway.Artifacts.Signing.Log;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Signing.Timestamps;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>What comes with an artifact: Sigstore bundles, envelopes, statements and their predicates.</summary>
internal static class SigningTargets
{
    private static readonly string[] Bundles = ["Keyway.Artifacts.Signing.Bundles"];
    private static readonly string[] Certificates = ["Keyway.Artifacts.Signing.Certificates"];
    private static readonly string[] Timestamps = ["Keyway.Artifacts.Signing.Timestamps"];
    private static readonly string[] Log = ["Keyway.Artifacts.Signing.Log", "Keyway.Artifacts.Trust.Roots"];
    private static readonly string[] Signing = ["Keyway.Artifacts.Signing.Sign", "Keyway.Artifacts.Trust.Roots"];
    private static readonly string[] Provenance = ["Keyway.Artifacts.Provenance"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bundle", InputShape.Json, Bundles, () => Seeds.Files("tests/Keyway.Fuzz/seeds/bundle"), bytes => SigstoreBundle.Parse(bytes)) { Iterations = 15_000 },
        new("dsse", InputShape.Json, Bundles, DsseSeeds, bytes => DsseEnvelope.Parse(bytes)),
        new("certificate", InputShape.Der, Certificates, () => Seeds.Files("tests/Keyway.Fuzz/seeds/certificate"), bytes => CertificateReader.Read(bytes)) { Iterations = 10_000 },
        new("certificate-timestamps", InputShape.Bytes, Certificates, SctSeeds, bytes => CertificateTimestamp.ReadList(bytes)),
        new("timestamp-token", InputShape.Der, Timestamps, () => Seeds.Files("tests/Keyway.Fuzz/seeds/timestamp"), bytes => TimestampReader.Read(bytes)) { Iterations = 8_000 },
        new("log-entry-body", InputShape.Json, Log, BodySeeds, ReadBody) { Iterations = 10_000 },
        new("signing-config", InputShape.Json, Signing, ConfigSeeds, bytes => SigningConfig.Parse(bytes)) { Iterations = 10_000 },
        new("identity-token", InputShape.Text, Signing, TokenSeeds, bytes => IdentityToken.Parse(Encoding.UTF8.GetString(bytes), TimeProvider.System)) { Iterations = 10_000 },
        new("statement", InputShape.Json, Provenance, StatementSeeds, ReadStatement) { Iterations = 15_000 },
    ];

    private static IEnumerable<byte[]> DsseSeeds() => Seeds.Texts("""{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AAAA","keyid":"k"}]}""");

    private static IEnumerable<byte[]> SctSeeds()
    {
        byte[] one = [0, .. new byte[32], 0, 0, 1, 0x8f, 0, 0, 0, 0, 0, 2, 7, 7, 4, 3, 0, 3, 1, 2, 3];
        byte[] item = [0, (byte)one.Length, .. one];
        return [[0, (byte)item.Length, .. item], [0, (byte)(item.Length * 2), .. item, .. item]];
    }

    private static IEnumerable<byte[]> BodySeeds()
    {
        var pem = Convert.ToBase64String(Encoding.ASCII.GetBytes("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n"));
        const string Verifier = """{"publicKey":{"rawBytes":"MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="},"keyDetails":"PKIX_ED25519"}""";
        string[] bodies =
        [
            """{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"HASH"}},"signature":{"content":"AAAA","publicKey":{"content":"PEM"}}}}""",
            """{"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":{"algorithm":"SHA2_256","digest":"DIGEST"},"signature":{"content":"AAAA","verifier":VERIFIER}}}}""",
            """{"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"HASH"},"payloadHash":{"algorithm":"sha256","value":"HASH"},"signatures":[{"signature":"AAAA","verifier":"PEM"}]}}""",
            """{"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{"payloadHash":{"algorithm":"SHA2_256","digest":"DIGEST"},"signatures":[{"content":"AAAA","verifier":VERIFIER}]}}}""",
            """{"apiVersion":"0.0.2","kind":"intoto","spec":{"content":{"envelope":{"payloadType":"x","signatures":[{"sig":"QUFBQQ==","publicKey":"PEM"}]},"hash":{"algorithm":"sha256","value":"HASH"},"payloadHash":{"algorithm":"sha256","value":"HASH"}}}}""",
        ];
        return bodies.Select(body => Encoding.UTF8.GetBytes(body.Replace("VERIFIER", Verifier).Replace("HASH", new string('a', 64)).Replace("PEM", pem).Replace("DIGEST", Convert.ToBase64String(new byte[32]))));
    }

    // Each kind that a bundle could claim: most refuse at once, one reads on.
    private static void ReadBody(byte[] bytes)
    {
        foreach (var (kind, version) in ((string, string)[])[("hashedrekord", "0.0.1"), ("hashedrekord", "0.0.2"), ("dsse", "0.0.1"), ("dsse", "0.0.2"), ("intoto", "0.0.2")])
        {
            try
            {
                EntryBodyReader.Read(bytes, kind, version);
            }
            catch (KeywayException)
            {
                // The next kind.
            }
        }
    }

    private static IEnumerable<byte[]> ConfigSeeds() => Seeds.Texts("""
        {"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","caUrls":[{"url":"https://ca.example","majorApiVersion":1,"validFor":{"start":"2026-01-01T00:00:00Z","end":"2027-01-01T00:00:00Z"},"operator":"o"}],
        "oidcUrls":[{"url":"https://oidc.example","majorApiVersion":1,"validFor":{"start":"2026-01-01T00:00:00Z"},"operator":"o"}],"rekorTlogUrls":[{"url":"https://log.example","majorApiVersion":2,"validFor":{"start":"2026-01-01T00:00:00Z"},"operator":"o"}],
        "tsaUrls":[{"url":"https://tsa.example","majorApiVersion":1,"validFor":{"start":"2026-01-01T00:00:00Z"},"operator":"o"}],"rekorTlogConfig":{"selector":"EXACT","count":1},"tsaConfig":{"selector":"ANY"}}
        """);

    private static IEnumerable<byte[]> TokenSeeds() => new[] { """{"iss":"https://issuer.example","sub":"me","aud":"sigstore","exp":9999999999,"email":"a@b.example","email_verified":true}""", """{"iss":"i","sub":"s","aud":["sigstore"]}""" }
        .Select(claims => Encoding.ASCII.GetBytes($"eyJhbGciOiJub25lIn0.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.AAAA"));

    private static IEnumerable<byte[]> StatementSeeds() =>
        from predicate in (string[])["slsa", "verification-summary", "test-result"]
        let type = predicate switch { "slsa" => PredicateTypes.SlsaProvenance, "test-result" => PredicateTypes.TestResult, _ => PredicateTypes.VerificationSummary }
        from content in Seeds.Files("tests/Keyway.Tests/Golden/provenance", predicate + ".json")
        select Encoding.UTF8.GetBytes($$$"""
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"sha256":"{{{new string('a', 64)}}}","gitCommit":"{{{new string('b', 40)}}}"},"uri":"x","mediaType":"y","annotations":{"z":1}}],
            "predicateType":"{{{type}}}","predicate":{{{Encoding.UTF8.GetString(content)}}}}
            """);

    private static void ReadStatement(byte[] bytes)
    {
        var statement = StatementReader.Read(bytes, "fuzz");
        if (statement.Predicate is not { } predicate) return;
        if (statement.PredicateType == PredicateTypes.SlsaProvenance) SlsaProvenance.Read(predicate);
        if (statement.PredicateType == PredicateTypes.VerificationSummary) VerificationSummary.Read(predicate);
        if (statement.PredicateType == PredicateTypes.TestResult) TestRun.Read(predicate);
    }
}
