// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Bundles whose certificate has one fault, signed by the trusted authorities themselves wherever a fault could be.</summary>
public sealed class HostileCertificateTests
{
    private static readonly SigstoreUniverseRecipe Plain = new();

    [Fact]
    public void An_authority_with_the_right_name_and_another_key_is_not_trusted() => Refuses("KW2122", new() { IssuedBy = SigstoreUniverseIssuer.Impostor });

    [Fact]
    public void A_certificate_that_the_root_issued_past_the_intermediate_is_not_trusted() => Refuses("KW2122", new() { IssuedBy = SigstoreUniverseIssuer.Root });

    [Fact]
    public void A_certificate_has_to_live_at_the_time_of_signing()
    {
        Refuses("KW2123", new() { Life = (TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(-10)) });
        Refuses("KW2123", new() { Life = (TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10)) });
    }

    [Fact]
    public void A_certificate_has_to_live_at_each_of_the_times_not_just_at_one() =>
        Universe.Refuses("KW2123", Plain with { HasTimestamp = true, Timestamp = stamp => stamp with { Time = SigstoreUniverse.SigningTime.AddHours(1) } });

    [Fact]
    public void An_authority_is_trusted_within_its_period_of_the_trusted_root_only() =>
        Universe.Refuses("KW2123", Plain, root: root => root["certificateAuthorities"]![0]!["validFor"]!["end"] = "2026-02-01T00:00:00Z");

    [Fact]
    public void Certificates_for_something_else_are_refused()
    {
        Refuses("KW2124", new() { Purposes = ["1.3.6.1.5.5.7.3.1"] });
        Refuses("KW2124", new() { Purposes = ["2.5.29.37.0"] });
        Refuses("KW2124", new() { Purposes = [] });
        Refuses("KW2124", new() { KeyUsage = X509KeyUsageFlags.KeyEncipherment });
        Refuses("KW2124", new() { KeyUsage = null });
        Refuses("KW2124", new() { IsAuthority = true });
    }

    [Fact]
    public void An_extension_that_must_be_obeyed_and_is_not_understood_refuses()
    {
        Refuses("KW2126", new() { More = [new X509Extension("1.2.3.4", [5, 0], critical: true)] });
        Refuses("KW2126", new() { More = [new X509Extension("2.5.29.30", [0x30, 0], critical: false)] });
    }

    [Fact]
    public void Unreadable_extensions_refuse()
    {
        Refuses("KW2120", new() { KeyUsage = null, More = [new X509Extension("2.5.29.15", [3, 1, 0], critical: true)] });
        Refuses("KW2120", new() { More = [new X509Extension("2.5.29.19", [0x30, 3, 2, 1, 5], critical: true)] });
        Refuses("KW2120", new() { Purposes = [], More = [new X509Extension("2.5.29.37", [0x30, 0], critical: false)] });
    }

    [Fact]
    public void A_certificate_that_is_no_certificate_is_refused()
    {
        Breaks("KW2120", der => [1, 2, 3]);
        Breaks("KW2120", der => [.. der, 0]);
        Breaks("KW2120", der => der[..^1]);
        Breaks("KW2120", _ => new byte[(64 << 10) + 1]);
        Breaks("KW2122", der => [.. der[..^1], (byte)(der[^1] ^ 1)]);
    }

    [Fact]
    public void A_bundle_must_not_bring_a_root_of_its_own()
    {
        var recipe = Plain with { Version = BundleVersion.V02 };
        var bundle = Universe.Sign(recipe);
        var leaf = ((CertificateMaterial)bundle.Material).Leaf;

        Universe.Refuses("KW2121", bundle with { Material = new CertificateMaterial(leaf, [SigstoreUniverse.Shared.FulcioRoot.RawData]) }, recipe);
        Assert.True(Universe.Verify(bundle with { Material = new CertificateMaterial(leaf, [SigstoreUniverse.Shared.FulcioIntermediate.RawData]) }, recipe).IsVerified);
    }

    [Fact]
    public void A_certificate_has_to_be_in_a_certificate_log() => Refuses("KW2127", new() { HasSct = false });

    [Fact]
    public void Answers_of_certificate_logs_have_to_hold()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Answers("KW2128", sct => sct with { Key = other });
        Answers("KW2128", sct => sct with { LogId = new byte[32] });
        Answers("KW2128", sct => sct with { IssuerKeyHash = new byte[32] });
        Answers("KW2128", sct => sct with { Algorithm = (4, 1) });
        Answers("KW2128", sct => sct with { Algorithm = (2, 3) });
        Answers("KW2128", sct => sct with { Milliseconds = SigstoreUniverse.Start.AddDays(-1).ToUnixTimeMilliseconds() });
        Answers("KW2128", sct => sct with { Milliseconds = long.MaxValue });
        Answers("KW2128", sct => sct with { Milliseconds = -1 });
    }

    [Fact]
    public void Lists_of_answers_that_are_not_well_formed_refuse()
    {
        Answers("KW2128", sct => sct with { Encoded = _ => [0, 0] });
        Answers("KW2128", sct => sct with { Encoded = bytes => [.. bytes, 0] });
        Answers("KW2128", sct => sct with { Encoded = bytes => bytes[..^1] });
        Answers("KW2128", sct => sct with { Encoded = bytes => [.. bytes[..4], 1, .. bytes[5..]] });
        Refuses("KW2128", new() { HasSct = false, More = [new X509Extension("1.3.6.1.4.1.11129.2.4.2", [5, 0], critical: false)] });
    }

    [Fact]
    public void A_second_answer_of_a_known_log_has_to_hold_too() => Answers("KW2128", sct => sct with { Encoded = bytes => Repeat(bytes, broken: true) });

    [Fact]
    public void Answers_of_unknown_logs_beside_a_good_one_prove_nothing_and_harm_nothing() =>
        Universe.Accepts(Plain with { Leaf = new() { Sct = sct => sct with { Encoded = bytes => Repeat(bytes, broken: false) } } });

    [Fact]
    public void A_certificate_log_that_is_not_usable_refuses() =>
        Universe.Refuses("KW2128", Plain, root: root => root["ctlogs"]![0]!["publicKey"]!["keyDetails"] = "LMOTS_SHA256");

    [Fact]
    public void A_certificate_speaks_for_exactly_one_name()
    {
        Refuses("KW2129", new() { SubjectName = SigstoreUniverseLeaf.UriName("https://good.example/", "https://evil.example/") });
        Refuses("KW2129", new() { SubjectName = Names(names => names.AddDnsName("good.example")) });
        Refuses("KW2129", new() { SubjectName = new X509Extension("2.5.29.17", [0x30, 0], critical: true) });
        Refuses("KW2129", new() { SubjectName = new X509Extension("2.5.29.17", [5, 0], critical: true) });
        Refuses("KW2129", new() { SubjectName = new X509Extension("2.5.29.99", [5, 0], critical: false) });
        Refuses("KW2129", new() { SubjectName = Names(names => names.AddUserPrincipalName("me")) });
    }

    [Fact]
    public void A_certificate_names_exactly_one_issuer() => Refuses("KW2129", new() { LegacyIssuer = "https://evil.example" });

    [Fact]
    public void Fulcio_extensions_that_are_no_text_refuse() => Refuses("KW2129", new() { More = [new X509Extension("1.3.6.1.4.1.57264.1.9", "plain"u8.ToArray(), critical: false)] });

    [Theory]
    [InlineData(SigstoreUniverseLeaf.DefaultIdentity + " ")]
    [InlineData("https://github.com/example/driver/.github/workflows/release.yml@refs/tags/v1.1")]
    [InlineData("https://github.com/example/Driver/.github/workflows/release.yml@refs/tags/v1")]
    [InlineData("https://github.com/example-evil/driver/.github/workflows/release.yml@refs/tags/v1")]
    public void A_name_that_looks_like_the_right_one_is_somebody_else(string name) =>
        Refuses("KW2181", new() { SubjectName = RawUri(name) });

    [Theory]
    [InlineData("https://token.actions.githubusercontent.com/")]
    [InlineData("https://token.actions.githubusercontent.com.evil.example")]
    [InlineData("http://token.actions.githubusercontent.com")]
    [InlineData("")]
    public void The_right_name_from_another_issuer_is_somebody_else(string issuer) => Refuses("KW2182", new() { Issuer = issuer, LegacyIssuer = null });

    [Fact]
    public void Authorities_that_may_not_issue_make_nothing_trusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var period = SigstoreUniversePeriod.Around(SigstoreUniverse.SigningTime, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        var root = SigstoreUniverseCertificates.Root("narrow", key, period, pathLength: 0);
        var wrong = new[]
        {
            SigstoreUniverseCertificates.Intermediate("below narrow", key, root, key, period), // one authority too many below the root
            SigstoreUniverseCertificates.Intermediate("other purpose", key, SigstoreUniverse.Shared.FulcioRoot, key, period, SigstoreUniverse.TimeStamping),
            SigstoreUniverseCertificates.Intermediate("other key", key, SigstoreUniverse.Shared.FulcioRoot, key, period),
            SigstoreUniverse.Shared.TsaLeaf, // no authority at all
        };

        foreach (var issuer in wrong)
        {
            var above = issuer.Issuer == root.Subject ? root : SigstoreUniverse.Shared.FulcioRoot;
            Universe.Refuses("KW2122", Plain, root: document => document["certificateAuthorities"] = new JsonArray(SigstoreUniverse.Authority("https://wrong.example", issuer, above)));
        }
        Universe.Refuses("KW2122", Plain, root: document => document["certificateAuthorities"]![0]!["certChain"]!["certificates"]![0]!["rawBytes"] = "AAAA");
        Universe.Refuses("KW2122", Plain, root: document => ((JsonArray)document["certificateAuthorities"]![0]!["certChain"]!["certificates"]!).RemoveAt(1));
    }

    private static void Refuses(string code, SigstoreUniverseLeaf leaf) => Universe.Refuses(code, Plain with { Leaf = leaf });

    private static void Answers(string code, Func<SigstoreUniverseSct, SigstoreUniverseSct> change) => Refuses(code, new() { Sct = change });

    private static void Breaks(string code, Func<byte[], byte[]> change)
    {
        var bundle = Universe.Sign(Plain);
        var leaf = ((CertificateMaterial)bundle.Material).Leaf.ToArray();

        Universe.Refuses(code, bundle with { Material = new CertificateMaterial(change(leaf), []) }, Plain);
    }

    // The list is a length and then items, each with a length of its own.
    private static byte[] Repeat(byte[] list, bool broken)
    {
        var copy = list[2..].ToArray();
        if (broken) copy[^1] ^= 1;
        else copy[3] ^= 1;
        byte[] both = [.. list[2..], .. copy];
        return [(byte)(both.Length >> 8), (byte)(both.Length & 0xff), .. both];
    }

    private static X509Extension Names(Action<SubjectAlternativeNameBuilder> add)
    {
        SubjectAlternativeNameBuilder builder = new();
        add(builder);
        return builder.Build(critical: true);
    }

    private static X509Extension RawUri(string text)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence()) writer.WriteCharacterString(UniversalTagNumber.IA5String, text, new Asn1Tag(TagClass.ContextSpecific, 6));
        return new X509Extension("2.5.29.17", writer.Encode(), critical: true);
    }
}
