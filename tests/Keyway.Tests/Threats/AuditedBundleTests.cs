// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
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
        { "KW2123", "certificate expired when it was stamped" },
        { "KW2150", "log that nobody trusts" },
        { "KW2160", "log entry of another artifact" },
        { "KW2182", "look-alike issuer" },
        { "KW2181", "look-alike identity" },
        { "KW2110", "member twice" },
        { "KW2113", "two contents" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_bundle_is_refused_on_record(string code, string threat)
    {
        await File.WriteAllBytesAsync(scene.Combine("artifact"), Recipe.Artifact, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(scene.Combine("root.json"), SigstoreUniverse.Shared.RootJson(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(scene.Combine("bundle.json"), Spoilt(threat), TestContext.Current.CancellationToken);

        await scene.RefusedAsync(
            code, "verify", "verify", "artifact", "--bundle", "bundle.json", "--trusted-root", "root.json", "--identity", SigstoreUniverseLeaf.DefaultIdentity, "--issuer", SigstoreUniverseLeaf.DefaultIssuer);
    }

    public void Dispose() => scene.Dispose();

    private static byte[] Spoilt(string threat)
    {
        var good = SigstoreUniverse.Shared.Sign(Recipe);
        var other = SigstoreUniverse.Shared.Sign(Recipe with { Artifact = "another"u8.ToArray() });
        return threat switch
        {
            "no time" => SigstoreUniverse.Shared.Sign(Recipe with { RekorVersion = 2, HasTimestamp = false }).ToJson(),
            "foreign timestamp authority" => Foreign(),
            "certificate expired when it was stamped" => SigstoreUniverse.Shared.Sign(Recipe with { Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddMinutes(10) } }).ToJson(),
            "log that nobody trusts" => (good with { LogEntries = [good.LogEntries[0] with { LogId = new byte[32] }] }).ToJson(),
            "log entry of another artifact" => (good with { LogEntries = other.LogEntries }).ToJson(),
            "look-alike issuer" => SigstoreUniverse.Shared.Sign(Recipe with { Leaf = new() { Issuer = SigstoreUniverseLeaf.DefaultIssuer + "/", LegacyIssuer = null } }).ToJson(),
            "look-alike identity" => SigstoreUniverse.Shared.Sign(Recipe with { Leaf = new() { Identity = SigstoreUniverseLeaf.DefaultIdentity + "0" } }).ToJson(),
            "member twice" => Encoding.UTF8.GetBytes("{\"mediaType\":\"\"," + Encoding.UTF8.GetString(good.ToJson())[1..]),
            _ => TwoContents(good.ToJson()),
        };
    }

    private static byte[] Foreign()
    {
        using SigstoreUniverse stranger = new();
        return SigstoreUniverse.Shared.Sign(Recipe with { Timestamp = stamp => stamp with { Certificate = stranger.TsaLeaf } }).ToJson();
    }

    private static byte[] TwoContents(byte[] good)
    {
        var bundle = JsonNode.Parse(good)!;
        bundle["dsseEnvelope"] = new JsonObject { ["payload"] = "e30=", ["payloadType"] = "application/vnd.in-toto+json", ["signatures"] = new JsonArray(new JsonObject { ["sig"] = "AAAA" }) };
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }
}
