// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>Bundles of the test universe by name: some that have to verify everywhere, and hostile ones that no verifier should accept.</summary>
internal static class HostileBundles
{
    private static readonly SigstoreUniverseRecipe V1 = new();
    private static readonly SigstoreUniverseRecipe V2 = SigstoreUniverseRecipe.RekorV2;
    private static readonly SigstoreUniverseRecipe Envelope = V1 with { Statement = SigstoreUniverseRecipe.StatementAbout(V1.Artifact) };

    public static byte[] Artifact => V1.Artifact;

    public static IEnumerable<(string Name, string Json)> Good()
    {
        foreach (var version in new[] { BundleVersion.V01, BundleVersion.V02, BundleVersion.V03 }) yield return ($"Rekor v1, bundle {version}", Text(Sign(V1 with { Version = version })));
        yield return ("Rekor v1, bundle V03 with a timestamp besides", Text(Sign(V1 with { HasTimestamp = true })));
        yield return ("Rekor v1, envelope", Text(Sign(Envelope)));
        yield return ("Rekor v2 with a timestamp", Text(Sign(V2)));
    }

    public static IEnumerable<(string Name, string Json)> All() => Documents().Concat(Contents()).Concat(Certificates()).Concat(Times()).Concat(Logs());

    private static IEnumerable<(string Name, string Json)> Documents()
    {
        var good = Text(Sign(V1));
        yield return ("a member twice", good.Replace("\"messageSignature\":", "\"messageSignature\":{\"signature\":\"AAAA\"},\"messageSignature\":", StringComparison.Ordinal));
        yield return ("a member in another case", good.Replace("\"tlogEntries\":", "\"TlogEntries\":[],\"tlogEntries\":", StringComparison.Ordinal));
        yield return ("two contents", good.Replace("\"messageSignature\":", "\"dsseEnvelope\":{\"payload\":\"\",\"payloadType\":\"x\",\"signatures\":[]},\"messageSignature\":", StringComparison.Ordinal));
        yield return ("two materials", good.Replace("\"certificate\":", "\"publicKey\":{\"hint\":\"x\"},\"certificate\":", StringComparison.Ordinal));
        yield return ("base64 with stray bits", StrayBits(good));
    }

    private static IEnumerable<(string Name, string Json)> Contents()
    {
        var envelope = (DsseEnvelope)Sign(Envelope).Content;
        var bundle = Sign(Envelope);
        yield return ("an envelope with a second signature", Text(bundle with { Content = envelope with { Signatures = [envelope.Signatures[0], new("x"u8.ToArray())] } }));
        yield return ("an envelope of another payload type", Text(Sign(Envelope with { PayloadType = "text/plain" })));
        yield return ("a subject with one digest right and one wrong", Text(Sign(Envelope with { Statement = Envelope.Statement!.Replace(Convert.ToHexStringLower(SHA512.HashData(Artifact)), new string('a', 128), StringComparison.Ordinal) })));
        yield return ("a statement about another artifact", Text(Sign(Envelope with { Statement = SigstoreUniverseRecipe.StatementAbout("other"u8.ToArray()) })));
        yield return ("a digest of another artifact", Text(Sign(V1) with { Content = (MessageSignature)Sign(V1).Content with { Digest = new byte[32] } }));
    }

    private static IEnumerable<(string Name, string Json)> Certificates()
    {
        yield return ("a certificate for servers", Text(Sign(V1 with { Leaf = new() { Purposes = ["1.3.6.1.5.5.7.3.1"] } })));
        yield return ("a certificate for nothing in particular", Text(Sign(V1 with { Leaf = new() { Purposes = [] } })));
        yield return ("a certificate of an authority", Text(Sign(V1 with { Leaf = new() { IsAuthority = true } })));
        yield return ("a certificate with two names", Text(Sign(V1 with { Leaf = new() { SubjectName = SigstoreUniverseLeaf.UriName("https://evil.example/", SigstoreUniverseLeaf.DefaultIdentity) } })));
        yield return ("a certificate with two issuers", Text(Sign(V1 with { Leaf = new() { LegacyIssuer = "https://evil.example" } })));
        yield return ("a certificate without a log", Text(Sign(V1 with { Leaf = new() { HasSct = false } })));
        yield return ("a certificate that was not yet valid at its timestamp", Text(Sign(V1 with { HasTimestamp = true, Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddDays(-1) } })));
    }

    private static IEnumerable<(string Name, string Json)> Times()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var foreign = SigstoreUniverseCertificates.Root("tsa root", key, SigstoreUniversePeriod.Around(SigstoreUniverse.SigningTime, TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
        yield return ("a timestamp of a foreign authority that brings its certificate", Text(Sign(V2 with { Timestamp = stamp => stamp with { Certificate = foreign, Key = key } })));
        yield return ("a broken timestamp beside a good promise", Text(Sign(V1 with { HasTimestamp = true, Timestamp = stamp => stamp with { Signature = bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)] } })));
        yield return ("a timestamp that commits to another certificate", Text(Sign(V2 with { Timestamp = stamp => stamp with { CommitsTo = [1] } })));
        yield return ("a timestamp of another signature", Text(Sign(V2 with { Timestamp = stamp => stamp with { Stamped = _ => [1] } })));
        yield return ("a promise under the name of Rekor v2 as the only time", Text(Sign(V2 with { HasTimestamp = false, Log = new() { PromisesAnyway = true } })));
    }

    private static IEnumerable<(string Name, string Json)> Logs()
    {
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);
        yield return ("a log entry about another certificate", Text(Sign(V2 with { Log = new() { Body = body => body["spec"]!["hashedRekordV002"]!["signature"]!["verifier"] = Verifier(other) } })));
        yield return ("a log entry about another artifact", Text(Sign(V2 with { Log = new() { Body = body => body["spec"]!["hashedRekordV002"]!["data"]!["digest"] = Convert.ToBase64String(new byte[32]) } })));
        yield return ("a checkpoint of another origin", Text(Sign(V2 with { Log = new() { CheckpointText = text => "other.example" + text[text.IndexOf('\n', StringComparison.Ordinal)..] } })));
        yield return ("a checkpoint of a larger tree", Text(Sign(V1 with { Log = new() { CheckpointText = text => text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) } })));
        yield return ("an index that is not the one of the proof", Text(Sign(V2) is var bundle ? bundle with { LogEntries = [bundle.LogEntries[0] with { Index = 7 }] } : null!));
    }

    private static JsonObject Verifier(SoftwareKey key) => new()
    {
        ["x509Certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(SigstoreUniverse.Shared.Issue(new(), key.PublicKey.SubjectPublicKeyInfo)) },
        ["keyDetails"] = "PKIX_ECDSA_P256_SHA_256",
    };

    private static SigstoreBundle Sign(SigstoreUniverseRecipe recipe) => SigstoreUniverse.Shared.Sign(recipe);

    private static string Text(SigstoreBundle bundle) => Encoding.UTF8.GetString(bundle.ToJson());

    // The digest has 32 bytes, so its base64 ends with one `=` and two bits that nobody reads.
    private static string StrayBits(string json)
    {
        var end = json.IndexOf("=\"},\"signature\"", StringComparison.Ordinal);
        return json[..(end - 1)] + (char)(json[end - 1] + 1) + json[end..];
    }
}
