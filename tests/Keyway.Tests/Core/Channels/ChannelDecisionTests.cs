// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Packages;

namespace Keyway.Tests.Core.Channels;

/// <summary>The pure decision: a sound case is admitted, and each way in which it can be unsound is refused by its own rule.</summary>
public sealed class ChannelDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Digest Index = Digest.OfBytes("index 2"u8);
    private static readonly Digest Former = Digest.OfBytes("index 1"u8);

    private static ChannelPackage Wanted => new("driver", "2.0.0", Index) { Size = 500 };

    private static ChannelPackage Installed => new("driver", "1.0.0", Former);

    private static ChannelImage Image => new() { Package = "driver", Version = "2.0.0", Index = Index, Size = 500 };

    private static HostChannel Host => new()
    {
        SchemaVersion = 1,
        Host = "node17",
        Site = "fra1",
        Channel = "stable",
        Region = "DE",
        Source = "dir",
        Nonce = "n1",
        Sequence = 4,
        UsedPermit = 0,
        LastSeen = Now,
        Permits = [],
        Revoked = [],
    };

    private static ChannelView View => new()
    {
        Images = [Image],
        Channel = new() { SchemaVersion = 1, Channel = "stable", Site = "fra1", Region = "DE", Sequence = 5, Expires = Now.AddDays(1), Images = [Image] },
        Answer = new() { SchemaVersion = 1, Host = "node17", Nonce = "n1", Site = "fra1", Channel = "stable", Sequence = 5, Expires = Now.AddDays(1), Packages = ["driver"] },
        Permits = [],
        Revoked = [],
    };

    private static DowngradePermit Permit => new() { Sequence = 3, Hosts = ["node17"], From = Index, To = Former, Expires = Now.AddDays(1), Reason = "test" };

    [Fact]
    public void Package_that_both_repositories_name_for_this_host_is_admitted()
    {
        Assert.Empty(ChannelDecision.Install(View, Host, Wanted, Installed, Now).Reasons);
        Assert.Empty(ChannelDecision.Install(View, Host, Wanted, null, Now).Reasons);
        Assert.Empty(ChannelDecision.Install(View, Host, Wanted, Wanted, Now).Reasons);
    }

    public static TheoryData<string, ChannelRule> Views => new()
    {
        { "no channel", ChannelRule.ChannelKnown },
        { "channel of another site", ChannelRule.ChannelKnown },
        { "expired channel", ChannelRule.ChannelFresh },
        { "sequence back", ChannelRule.ChannelSequence },
        { "another region", ChannelRule.Region },
        { "no answer", ChannelRule.Answered },
        { "answer to another host", ChannelRule.AnswerHost },
        { "replayed answer", ChannelRule.AnswerNonce },
        { "expired answer", ChannelRule.AnswerFresh },
        { "answer of another sequence", ChannelRule.AnswerChannel },
        { "package not for this host", ChannelRule.AnswerPackage },
        { "director names another digest", ChannelRule.DirectorImage },
        { "director names another version", ChannelRule.DirectorImage },
        { "director names another length", ChannelRule.DirectorImage },
        { "director does not name it", ChannelRule.DirectorImage },
        { "images do not have it", ChannelRule.ImageRepository },
        { "images have another digest", ChannelRule.ImageRepository },
        { "images have another length", ChannelRule.ImageRepository },
        { "revoked", ChannelRule.Revoked },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void Anything_unsound_is_refused_by_its_rule(string name, ChannelRule rule)
    {
        var verdict = ChannelDecision.Install(Changed(name), Host, Wanted, Installed, Now);

        Assert.False(verdict.IsAdmitted);
        Assert.Contains(verdict.Reasons, reason => reason.Rule == rule);
        Assert.All(verdict.Reasons, reason => Assert.NotEqual(reason.Expected, reason.Found));
    }

    [Fact]
    public void Firmware_of_one_channel_document_never_meets_the_driver_of_another()
    {
        ChannelImage firmware = new() { Package = "firmware", Version = "12", Index = Digest.OfBytes("firmware 12"u8), Size = 9 };
        var newer = View with { Images = [Image, firmware], Channel = View.Channel! with { Images = [Image, firmware with { Version = "13", Index = Digest.OfBytes("firmware 13"u8) }] }, Answer = View.Answer! with { Packages = ["driver", "firmware"] } };
        ChannelPackage old = new("firmware", "12", firmware.Index) { Size = 9 };

        Assert.True(ChannelDecision.Install(newer, Host, Wanted, Installed, Now).IsAdmitted);
        Assert.Equal([ChannelRule.DirectorImage], ChannelDecision.Install(newer, Host, old, null, Now).Reasons.Select(reason => reason.Rule));
    }

    [Fact]
    public void Answer_from_before_the_question_is_refused_on_a_host_that_never_asked() =>
        Assert.Equal([ChannelRule.AnswerNonce], ChannelDecision.Install(View, Host with { Nonce = null }, Wanted, Installed, Now).Reasons.Select(reason => reason.Rule));

    [Theory]
    [InlineData("DE", true)]
    [InlineData("KP", false)]
    [InlineData("FR", false)]
    public void Package_goes_only_where_its_export_control_lets_it(string region, bool isAdmitted)
    {
        var package = Wanted with { Export = new() { Class = "3A090", AllowedRegions = ["DE"], DeniedRegions = ["KP"] } };
        var view = View with { Channel = View.Channel! with { Region = null } };

        Assert.Equal(isAdmitted, ChannelDecision.Install(view, Host with { Region = region }, package, Installed, Now).IsAdmitted);
    }

    [Fact]
    public void Clock_set_back_is_refused_and_brings_no_expired_document_back()
    {
        var host = Host with { LastSeen = Now.AddDays(2) };

        var rules = ChannelDecision.Install(View, host, Wanted, Installed, Now).Reasons.Select(reason => reason.Rule);

        Assert.Equal([ChannelRule.Clock, ChannelRule.ChannelFresh, ChannelRule.AnswerFresh], rules);
        Assert.Contains(ChannelDecision.Switch(host, Wanted, Installed, Now).Reasons, reason => reason.Rule == ChannelRule.Clock);
    }

    [Theory]
    [InlineData("1.0.0", "2.0.0", true)]
    [InlineData("2.0.0", "1.0.0", false)]
    [InlineData("2.0.0", "2.0.0", false)]
    [InlineData("not a version", "2.0.0", false)]
    public void Only_a_version_that_is_known_to_be_newer_needs_no_permit(string present, string wanted, bool isAdmitted)
    {
        var current = Installed with { Version = present };
        var package = Wanted with { Version = wanted };

        Assert.Equal(isAdmitted, ChannelDecision.Switch(Host, package, current, Now).IsAdmitted);
    }

    [Fact]
    public void Step_back_needs_the_permit_for_exactly_this_step_of_this_host()
    {
        Assert.Equal(3, Back(Permit).Permit);
        Assert.True(Back(Permit).IsAdmitted);
        Assert.False(Back().IsAdmitted);
        Assert.False(Back(Permit with { Hosts = ["node18"] }).IsAdmitted);
        Assert.False(Back(Permit with { From = Former }).IsAdmitted);
        Assert.False(Back(Permit with { To = Index }).IsAdmitted);
        Assert.False(Back(Permit with { Expires = Now }).IsAdmitted);
        Assert.False(Back(Permit with { Sequence = 2 }, usedPermit: 2).IsAdmitted);
    }

    [Fact]
    public void Downgrade_by_install_needs_a_permit_too()
    {
        var current = Installed with { Version = "3.0.0" };

        var without = ChannelDecision.Install(View, Host, Wanted, current, Now);
        var with = ChannelDecision.Install(View with { Permits = [Permit with { From = Former, To = Index }] }, Host, Wanted, current, Now);

        Assert.Equal([ChannelRule.Downgrade], without.Reasons.Select(reason => reason.Rule));
        Assert.Equal((true, 3L), (with.IsAdmitted, with.Permit));
    }

    [Fact]
    public void Permit_brings_nothing_revoked_back()
    {
        Revocation revocation = new() { Digest = Former, Reason = "corrupts memory", Since = Now };

        var verdict = ChannelDecision.Switch(Host with { Permits = [Permit], Revoked = [revocation] }, Installed, Wanted, Now);

        Assert.Equal([ChannelRule.Revoked], verdict.Reasons.Select(reason => reason.Rule));
    }

    [Fact]
    public void Revoked_manifest_of_one_instruction_set_is_enough()
    {
        var manifest = Digest.OfBytes("manifest"u8);
        Revocation revocation = new() { Digest = manifest, Reason = "r", Since = Now };

        Assert.False(ChannelDecision.Switch(Host with { Revoked = [revocation] }, Wanted with { Manifest = manifest }, Installed, Now).IsAdmitted);
        Assert.True(ChannelDecision.Switch(Host with { Revoked = [revocation] }, Wanted, Installed, Now).IsAdmitted);
    }

    [Fact]
    public void Every_rule_has_a_word_of_its_own() =>
        Assert.Equal(Enum.GetValues<ChannelRule>().Length, Enum.GetValues<ChannelRule>().Select(ChannelRules.Word).Distinct().Count());

    private static ChannelVerdict Back(DowngradePermit? permit = null, long usedPermit = 0) =>
        ChannelDecision.Switch(Host with { Permits = permit is null ? [] : [permit], UsedPermit = usedPermit }, Installed, Wanted, Now);

    private static ChannelView Changed(string name)
    {
        var (channel, answer) = (View.Channel!, View.Answer!);
        var other = Image with { Index = Former };
        return name switch
        {
            "no channel" => View with { Channel = null },
            "channel of another site" => View with { Channel = channel with { Site = "ber1" } },
            "expired channel" => View with { Channel = channel with { Expires = Now } },
            "sequence back" => View with { Channel = channel with { Sequence = 3 }, Answer = answer with { Sequence = 3 } },
            "another region" => View with { Channel = channel with { Region = "US" } },
            "no answer" => View with { Answer = null },
            "answer to another host" => View with { Answer = answer with { Host = "node18" } },
            "replayed answer" => View with { Answer = answer with { Nonce = "n0" } },
            "expired answer" => View with { Answer = answer with { Expires = Now } },
            "answer of another sequence" => View with { Answer = answer with { Sequence = 4 } },
            "package not for this host" => View with { Answer = answer with { Packages = ["firmware"] } },
            "director names another digest" => View with { Channel = channel with { Images = [other] } },
            "director names another version" => View with { Channel = channel with { Images = [Image with { Version = "2.0.1" }] } },
            "director names another length" => View with { Channel = channel with { Images = [Image with { Size = 501 }] } },
            "director does not name it" => View with { Channel = channel with { Images = [] } },
            "images do not have it" => View with { Images = [] },
            "images have another digest" => View with { Images = [other] },
            "images have another length" => View with { Images = [Image with { Size = 499 }] },
            _ => View with { Revoked = [new() { Digest = Index, Reason = "r", Since = Now }] },
        };
    }
}
