// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Bundles of Rekor v2 whose timestamp has one fault, signed again by the authority wherever it could have made it.</summary>
public sealed class HostileTimestampTests
{
    private static readonly SigstoreUniverseRecipe Plain = SigstoreUniverseRecipe.RekorV2;

    [Fact]
    public void A_bundle_without_any_time_is_refused()
    {
        Universe.Refuses("KW2177", Plain with { HasTimestamp = false });
        Universe.Refuses("KW2177", new() { RekorVersion = null });
    }

    [Fact]
    public void Rekor_v2_gives_no_time_whatever_its_entry_says()
    {
        var recipe = Plain with { HasTimestamp = false };
        var bundle = Universe.Sign(recipe);
        var entry = bundle.LogEntries[0] with { IntegratedTime = SigstoreUniverse.SigningTime.ToUnixTimeSeconds() };

        Universe.Refuses("KW2177", bundle with { LogEntries = [entry] }, recipe);
        Universe.Refuses("KW2177", recipe with { Log = new() { PromisesAnyway = true } });
    }

    [Fact]
    public void A_time_of_Rekor_v1_without_its_promise_counts_for_nothing()
    {
        var recipe = new SigstoreUniverseRecipe();
        var bundle = Universe.Sign(recipe);

        Universe.Refuses("KW2177", bundle with { LogEntries = [bundle.LogEntries[0] with { SignedEntryTimestamp = default }] }, recipe);
    }

    [Fact]
    public void A_token_of_another_signature_is_refused()
    {
        Stamps("KW2141", stamp => stamp with { Stamped = _ => [1] });
        Stamps("KW2141", stamp => stamp with { Stamped = signature => System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(signature)) });
    }

    [Fact]
    public void A_token_of_an_authority_that_is_not_in_the_root_is_refused_with_or_without_its_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var root = SigstoreUniverseCertificates.Root("tsa root", key, SigstoreUniversePeriod.Around(SigstoreUniverse.SigningTime, TimeSpan.FromDays(1), TimeSpan.FromDays(1)));

        Stamps("KW2142", stamp => stamp with { Certificate = root, Key = key });
        Stamps("KW2142", stamp => stamp with { Certificate = root, Key = key, BringsCertificate = false });
        Universe.Refuses("KW2142", Plain with { Timestamp = stamp => stamp with { Certificate = root, Key = key } }, root: document => ((JsonArray)document["timestampAuthorities"]![0]!["certChain"]!["certificates"]!).RemoveAt(0));
        Universe.Refuses("KW2142", Plain, root: document => document["timestampAuthorities"] = new JsonArray());
        Universe.Refuses("KW2142", Plain, root: document => document["timestampAuthorities"]![0]!["certChain"]!["certificates"]![1]!["rawBytes"] = "AAAA");
    }

    [Fact]
    public void A_foreign_token_beside_a_good_promise_still_refuses()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Universe.Refuses("KW2143", new() { HasTimestamp = true, Timestamp = stamp => stamp with { Key = key } });
    }

    [Fact]
    public void A_token_has_to_be_signed_by_the_certificate_it_names()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Stamps("KW2143", stamp => stamp with { Key = key });
        Stamps("KW2143", stamp => stamp with { Signature = signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)] });
    }

    [Fact]
    public void The_signed_digest_has_to_be_that_of_the_content() =>
        Stamps("KW2143", stamp => stamp with { Content = content => Replace(content, "20260301120000Z", "20260301120001Z") });

    [Fact]
    public void A_token_has_to_be_of_the_life_of_its_certificate_and_of_the_period_in_the_root()
    {
        Stamps("KW2144", stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddDays(200) });
        Universe.Refuses("KW2144", Plain, root: document => document["timestampAuthorities"]![0]!["validFor"]!["end"] = "2026-03-01T11:59:59Z");
        Universe.Refuses("KW2144", Plain, root: document => document["timestampAuthorities"]![0]!["validFor"]!["start"] = "2026-03-01T12:00:01Z");
        Assert.True(Universe.Verify(Universe.Sign(Plain), Plain, root: document => document["timestampAuthorities"]![0]!["validFor"]!["end"] = "2026-03-01T12:00:00Z").IsVerified);
    }

    [Fact]
    public void A_token_that_was_made_later_than_the_certificate_lived_is_refused() => Universe.Refuses("KW2123", Plain with { Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddMinutes(10) } });

    [Fact]
    public void Only_certificates_for_timestamps_and_nothing_else_vouch_for_a_time()
    {
        Leaf("KW2145", critical: false, [SigstoreUniverse.TimeStamping]);
        Leaf("KW2145", critical: true, [SigstoreUniverse.TimeStamping, SigstoreUniverseLeaf.CodeSigning]);
        Leaf("KW2145", critical: true, [SigstoreUniverseLeaf.CodeSigning]);
        Leaf("KW2145", critical: true, [SigstoreUniverse.TimeStamping], X509KeyUsageFlags.KeyEncipherment);
        Leaf("KW2145", critical: true, [SigstoreUniverse.TimeStamping], more: new X509Extension("1.2.3.4", [5, 0], critical: true));
        Leaf("KW2145", critical: true, [SigstoreUniverse.TimeStamping], more: new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true), ownChain: false);
    }

    [Fact]
    public void The_signer_commits_to_its_certificate()
    {
        Stamps("KW2145", stamp => stamp with { CommitsTo = [1] });
        Stamps("KW2145", stamp => stamp with { CommitsTo = SigstoreUniverse.Shared.TsaRoot.RawData, CommitsWithSha1 = true });
        Stamps("KW2140", stamp => stamp with { CommitsTo = null });
    }

    [Fact]
    public void Tokens_that_are_not_well_formed_are_refused()
    {
        Stamps("KW2140", stamp => stamp with { Status = 2 });
        Stamps("KW2140", stamp => stamp with { ContentType = "1.2.840.113549.1.7.1" });
        Stamps("KW2140", stamp => stamp with { HasMessageDigest = false });
        Stamps("KW2140", stamp => stamp with { Signers = 2 });
        Stamps("KW2140", stamp => stamp with { Signers = 0 });
        Stamps("KW2140", stamp => stamp with { HasExtension = true });
        Stamps("KW2140", stamp => stamp with { Content = _ => [1, 2, 3] });
        Token("KW2140", token => token[..^1]);
        Token("KW2140", token => [.. token, 0]);
        Token("KW2140", _ => new byte[(64 << 10) + 1]);
        Token("KW2140", _ => [0x30, 5, 0x30, 3, 2, 1, 0]);
    }

    [Fact]
    public void One_authority_counts_once_however_many_tokens_it_gives()
    {
        var bundle = Universe.Sign(Plain);
        var twice = bundle with { Timestamps = [bundle.Timestamps[0], SigstoreUniverse.Shared.Timestamp().Over(bundle.Content.Signature.ToArray())] };

        Assert.True(Universe.Verify(twice, Plain, Universe.Policy with { MinimumTimestamps = 1 }).IsVerified);
        Universe.Refuses("KW2178", twice, Plain, Universe.Policy with { MinimumTimestamps = 2 });
    }

    private static void Stamps(string code, Func<SigstoreUniverseTimestamp, SigstoreUniverseTimestamp> change) => Universe.Refuses(code, Plain with { Timestamp = change });

    private static void Token(string code, Func<byte[], byte[]> change)
    {
        var bundle = Universe.Sign(Plain);

        Universe.Refuses(code, bundle with { Timestamps = [change(bundle.Timestamps[0].ToArray())] }, Plain);
    }

    // The root names the authority alone, so that the certificate of the token is the one that counts.
    private static void Leaf(string code, bool critical, string[] purposes, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, X509Extension? more = null, bool ownChain = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var leaf = SigstoreUniverse.Shared.IssueTsaLeaf(key, critical, purposes, usage: usage, more: more);
        Universe.Refuses(code, Plain with { Timestamp = stamp => stamp with { Certificate = leaf, Key = key } }, root: document =>
        {
            var chain = (JsonArray)document["timestampAuthorities"]![0]!["certChain"]!["certificates"]!;
            if (ownChain) chain[0] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(leaf.RawData) };
            else chain.RemoveAt(0);
        });
    }

    private static byte[] Replace(byte[] content, string was, string becomes)
    {
        var at = content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(was));
        Assert.True(at > 0);
        return [.. content[..at], .. System.Text.Encoding.ASCII.GetBytes(becomes), .. content[(at + was.Length)..]];
    }
}
