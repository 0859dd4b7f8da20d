// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Bundles whose log entry has one fault; promise and checkpoint are signed around it by the log itself wherever it could have made it.</summary>
public sealed class HostileLogTests
{
    private static readonly SigstoreUniverseRecipe V1 = new();
    private static readonly SigstoreUniverseRecipe V2 = SigstoreUniverseRecipe.RekorV2;

    [Fact]
    public void An_entry_of_a_log_that_is_not_in_the_root_is_refused()
    {
        Entry("KW2150", V1, entry => entry with { LogId = new byte[32] });
        Universe.Refuses("KW2150", V2, root: document => document["tlogs"]![1]!["publicKey"]!["keyDetails"] = "LMOTS_SHA256");
        Universe.Refuses("KW2150", V2, root: document => ((JsonArray)document["tlogs"]!).RemoveAt(1));
    }

    [Fact]
    public void A_promise_holds_for_its_entry_index_time_and_log_only()
    {
        Entry("KW2151", V1, entry => entry with { Index = entry.Index + 1 });
        Entry("KW2151", V1, entry => entry with { IntegratedTime = entry.IntegratedTime - 1 });
        Entry("KW2151", V1, entry => entry with { SignedEntryTimestamp = new byte[] { 1 } });
        Entry("KW2151", V1, entry => entry with { LogId = SigstoreUniverse.Shared.Rekor2.LogId });
        Entry("KW2151", V1, entry => entry with { CanonicalizedBody = (byte[])[.. entry.CanonicalizedBody.Span, (byte)' '] });
    }

    [Fact]
    public void A_promise_needs_a_time_within_the_period_of_its_log()
    {
        Entry("KW2152", V1, entry => SigstoreUniverse.Shared.Rekor1.Promise(entry with { IntegratedTime = 0 }));
        Entry("KW2152", V1, entry => SigstoreUniverse.Shared.Rekor1.Promise(entry with { IntegratedTime = long.MaxValue }));
        Universe.Refuses("KW2152", V1, root: document => document["tlogs"]![0]!["publicKey"]!["validFor"]!["end"] = "2026-03-01T11:59:59Z");
        Assert.True(Universe.Verify(Universe.Sign(V1), V1, root: document => document["tlogs"]![0]!["publicKey"]!["validFor"]!["end"] = "2026-03-01T12:00:00Z").IsVerified);
    }

    [Fact]
    public void A_log_without_times_is_trusted_within_its_period_only() =>
        Universe.Refuses("KW2152", V2, root: document => document["tlogs"]![1]!["publicKey"]!["validFor"]!["end"] = "2026-02-01T00:00:00Z");

    [Fact]
    public void A_proof_has_to_lead_from_the_entry_to_the_signed_root()
    {
        Proves("KW2153", proof => proof with { Hashes = [proof.Hashes[1], proof.Hashes[0]] });
        Proves("KW2153", proof => proof with { Hashes = [proof.Hashes[0]] });
        Proves("KW2153", proof => proof with { Hashes = [.. proof.Hashes, new byte[32]] });
        Proves("KW2153", proof => proof with { Index = 0 });
        Universe.Refuses("KW2153", V1 with { Log = new() { Proof = proof => proof with { Index = 500_002 } } });
        Universe.Refuses("KW2153", V1 with { Log = new() { Proof = proof => proof with { Index = 2 } } });
    }

    [Fact]
    public void In_a_log_with_one_tree_the_two_indices_are_the_same() => Entry("KW2153", V2, entry => entry with { Index = 7 });

    [Fact]
    public void The_checkpoint_has_to_be_of_the_tree_of_the_proof()
    {
        Proves("KW2157", proof => proof with { TreeSize = 4 });
        Proves("KW2157", proof => proof with { RootHash = new byte[32] });
        Universe.Refuses("KW2157", V2 with { Log = new() { CheckpointText = text => text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) } });
    }

    [Fact]
    public void A_checkpoint_has_to_be_readable()
    {
        Universe.Refuses("KW2154", V2 with { Log = new() { Checkpoint = _ => "nothing" } });
        Universe.Refuses("KW2154", V2 with { Log = new() { CheckpointText = text => text.Replace("\n3\n", "\n03\n", StringComparison.Ordinal) } });
        Universe.Refuses("KW2154", V2 with { Log = new() { CheckpointText = text => text.Replace("\n3\n", "\n-3\n", StringComparison.Ordinal) } });
    }

    [Fact]
    public void A_checkpoint_has_to_be_signed_by_its_log_under_its_name_and_key()
    {
        Universe.Refuses("KW2155", V2 with { Log = new() { KeyHint = [1, 2, 3, 4] } });
        Universe.Refuses("KW2155", V2 with { Log = new() { SignerName = "rekor1.example" } });
        Universe.Refuses("KW2155", V2 with { Log = new() { Checkpoint = note => note.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) } });
        Universe.Refuses("KW2155", V1 with { Log = new() { Checkpoint = note => note.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) } });
    }

    [Fact]
    public void A_second_line_that_claims_to_be_the_logs_has_to_hold_as_well() =>
        Universe.Refuses("KW2155", V2 with { Log = new() { Checkpoint = note => note + SigstoreUniverse.Shared.Rekor2.SignNote("other\n").Split('\n', 3)[2] } });

    [Fact]
    public void Lines_of_witnesses_are_passed_over() =>
        Universe.Accepts(V2 with { Log = new() { Checkpoint = note => note + SigstoreUniverse.Shared.Rekor1.SignNote("other\n").Split('\n', 3)[2] } });

    [Theory]
    [InlineData("rekor1.example")]
    [InlineData("rekor2.example.evil.example")]
    [InlineData("rekor2.example - ")]
    [InlineData("rekor2.example - 7a")]
    [InlineData(" - 77")]
    public void A_checkpoint_of_another_log_is_refused(string origin) =>
        Universe.Refuses("KW2156", V2 with { Log = new() { CheckpointText = text => origin + text["rekor2.example".Length..] } });

    [Fact]
    public void An_entry_is_of_the_kind_that_the_bundle_says()
    {
        Entry("KW2158", V2, entry => entry with { KindVersion = "0.0.1", Index = 1 });
        Universe.Refuses("KW2158", V2 with { Log = new() { Body = body => body["kind"] = "rpm" } });
        var recipe = V1 with { Log = new() { Body = body => body["kind"] = "rpm" } };
        Entry("KW2158", recipe, entry => entry with { Kind = "rpm" });
    }

    [Fact]
    public void An_entry_has_to_be_readable()
    {
        Bodies("KW2159", V1, body => body.Remove("spec"));
        Bodies("KW2159", V1, body => body["spec"]!["signature"]!["publicKey"]!["content"] = "AAAA");
        Bodies("KW2159", V1, body => body["spec"]!["data"]!["hash"]!["algorithm"] = "md5");
        Bodies("KW2159", V1, body => body["spec"]!["data"]!["hash"]!["value"] = new string('A', 64));
        Bodies("KW2159", V2, body => body["spec"]!["hashedRekordV002"]!["data"]!["algorithm"] = "MD5");
        Bodies("KW2159", V2, body => body["spec"]!["hashedRekordV002"]!["signature"]!["verifier"]!["publicKey"] = new JsonObject());
        Bodies("KW2159", Envelope(V1), body => body["spec"]!["signatures"]!.AsArray().Add(body["spec"]!["signatures"]![0]!.DeepClone()));
        Bodies("KW2159", Envelope(V1) with { EnvelopeKind = "intoto" }, body => body["spec"]!["content"]!["envelope"]!["signatures"]![0]!["sig"] = "AAAA");
    }

    [Fact]
    public void An_entry_is_about_this_signature()
    {
        Bodies("KW2160", V1, body => body["spec"]!["signature"]!["content"] = "AAAA");
        Bodies("KW2160", V2, body => body["spec"]!["hashedRekordV002"]!["signature"]!["content"] = "AAAA");
        Bodies("KW2160", Envelope(V1), body => body["spec"]!["signatures"]![0]!["signature"] = "AAAA");
        Bodies("KW2160", Envelope(V2), body => body["spec"]!["dsseV002"]!["signatures"]![0]!["content"] = "AAAA");
    }

    [Fact]
    public void An_entry_is_about_this_certificate_and_not_just_about_its_key()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var other = SigstoreUniverse.Shared.Issue(new(), key.PublicKey.SubjectPublicKeyInfo);
        Bodies("KW2161", V2, body => body["spec"]!["hashedRekordV002"]!["signature"]!["verifier"] = new JsonObject { ["x509Certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(other) } });
        Bodies("KW2161", V2, body => body["spec"]!["hashedRekordV002"]!["signature"]!["verifier"] = new JsonObject { ["publicKey"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(key.PublicKey.SubjectPublicKeyInfo.Span) } });
        Bodies("KW2161", V1, body => body["spec"]!["signature"]!["publicKey"]!["content"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(key.PublicKey.ToPem())));
    }

    [Fact]
    public void An_entry_about_a_managed_key_is_about_that_key()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        using var other = SoftwareKey.Generate(KeyKind.EcdsaP256);

        Universe.Refuses("KW2161", V1 with { ManagedKey = key }, Universe.Policy with { Signers = [new KeySigner(other.PublicKey)] });
    }

    [Fact]
    public void An_entry_is_about_this_artifact_or_envelope()
    {
        Bodies("KW2162", V1, body => body["spec"]!["data"]!["hash"]!["value"] = new string('a', 64));
        Bodies("KW2162", V2, body => body["spec"]!["hashedRekordV002"]!["data"]!["digest"] = Convert.ToBase64String(new byte[32]));
        Bodies("KW2162", Envelope(V1), body => body["spec"]!["payloadHash"]!["value"] = new string('a', 64));
        Bodies("KW2162", Envelope(V2) with { EnvelopeKind = "hashedrekord" }, body => body["spec"]!["hashedRekordV002"]!["data"]!["digest"] = Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Envelope(V2).Statement!))));
        Bodies("KW2162", Envelope(V1) with { EnvelopeKind = "intoto" }, body => body["spec"]!["content"]!["envelope"]!["payloadType"] = "text/plain");
    }

    [Fact]
    public void An_entry_about_an_envelope_does_not_vouch_for_a_signature_over_an_artifact()
    {
        var recipe = V1 with { Log = new() { Body = body => body["kind"] = "dsse" } };
        var signature = "";
        recipe = recipe with
        {
            Log = new()
            {
                Body = body =>
                {
                    signature = (string)body["spec"]!["signature"]!["content"]!;
                    var verifier = body["spec"]!["signature"]!["publicKey"]!["content"]!.DeepClone();
                    body["kind"] = "dsse";
                    body["spec"] = new JsonObject { ["payloadHash"] = body["spec"]!["data"]!["hash"]!.DeepClone(), ["signatures"] = new JsonArray(new JsonObject { ["signature"] = signature, ["verifier"] = verifier }) };
                },
            },
        };

        Entry("KW2162", recipe, entry => entry with { Kind = "dsse" });
    }

    [Fact]
    public void One_log_counts_once_however_many_entries_it_has()
    {
        var bundle = Universe.Sign(V1);
        var twice = bundle with { LogEntries = [bundle.LogEntries[0], bundle.LogEntries[0]] };

        Assert.True(Universe.Verify(twice, V1).IsVerified);
        Universe.Refuses("KW2179", twice, V1, Universe.Policy with { MinimumLogEntries = 2 });
    }

    [Fact]
    public void Without_a_log_entry_a_timestamp_alone_is_not_enough_unless_the_policy_says_so()
    {
        var recipe = V2 with { RekorVersion = null };

        Universe.Refuses("KW2179", recipe);
        Universe.Accepts(recipe, Universe.Policy with { MinimumLogEntries = 0, MinimumTimestamps = 1 });
    }

    [Fact]
    public void An_entry_that_is_optional_still_has_to_hold() => Universe.Refuses("KW2155", V2 with { Log = new() { KeyHint = [1, 2, 3, 4] } }, Universe.Policy with { MinimumLogEntries = 0 });

    private static SigstoreUniverseRecipe Envelope(SigstoreUniverseRecipe recipe) => recipe with { Statement = SigstoreUniverseRecipe.StatementAbout(recipe.Artifact) };

    private static void Bodies(string code, SigstoreUniverseRecipe recipe, Action<JsonObject> change) => Universe.Refuses(code, recipe with { Log = new() { Body = change } });

    private static void Proves(string code, Func<EntryProof, EntryProof> change)
    {
        Universe.Refuses(code, V1 with { Log = new() { Proof = change } });
        Universe.Refuses(code, V2 with { Log = new() { Proof = change } });
    }

    private static void Entry(string code, SigstoreUniverseRecipe recipe, Func<LogEntry, LogEntry> change)
    {
        var bundle = Universe.Sign(recipe);

        // The log signs its promise again where the change is one that it could have made.
        var changed = change(bundle.LogEntries[0]);
        if (code == "KW2158" && !changed.SignedEntryTimestamp.IsEmpty) changed = SigstoreUniverse.Shared.Rekor1.Promise(changed);
        Universe.Refuses(code, bundle with { LogEntries = [changed] }, recipe);
    }
}
