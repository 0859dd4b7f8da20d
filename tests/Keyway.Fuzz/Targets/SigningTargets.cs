// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Provenance;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>What comes with an artifact: Sigstore bundles, envelopes, statements and their predicates.</summary>
internal static class SigningTargets
{
    private static readonly string[] Bundles = ["Keyway.Artifacts.Signing.Bundles"];
    private static readonly string[] Provenance = ["Keyway.Artifacts.Provenance"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bundle", InputShape.Json, Bundles, () => Seeds.Files("tests/Keyway.Fuzz/seeds/bundle"), bytes => SigstoreBundle.Parse(bytes)) { Iterations = 15_000 },
        new("dsse", InputShape.Json, Bundles, DsseSeeds, bytes => DsseEnvelope.Parse(bytes)),
        new("statement", InputShape.Json, Provenance, StatementSeeds, ReadStatement) { Iterations = 15_000 },
    ];

    private static IEnumerable<byte[]> DsseSeeds() => Seeds.Texts("""{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AAAA","keyid":"k"}]}""");

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
