// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;

namespace Keyway.Channels;

/// <summary>Refusals of this folder: KW2400 to KW2499.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadDocumentCode = new("KW2400", ErrorKind.VerificationRefused, "not a document of a channel");
    public static readonly ErrorCode BadNameCode = new("KW2401", ErrorKind.Usage, "not a name of a site, channel or host");
    public static readonly ErrorCode NotJoinedCode = new("KW2402", ErrorKind.NotFound, "the host has not joined a channel");
    public static readonly ErrorCode RefusedCode = new("KW2403", ErrorKind.VerificationRefused, "the channel refuses the package");
    public static readonly ErrorCode SwitchRefusedCode = new("KW2404", ErrorKind.VerificationRefused, "the channel refuses the switch");
    public static readonly ErrorCode NotByChannelCode = new("KW2405", ErrorKind.VerificationRefused, "the host installs from its channel only");
    public static readonly ErrorCode UnknownChannelCode = new("KW2406", ErrorKind.NotFound, "no such channel");
    public static readonly ErrorCode UnknownImageCode = new("KW2407", ErrorKind.NotFound, "no such package in the image repository");
    public static readonly ErrorCode OtherImageCode = new("KW2408", ErrorKind.VerificationRefused, "the version was published with other content");
    public static readonly ErrorCode JoinedCode = new("KW2409", ErrorKind.Usage, "the host has joined a channel already");
    public static readonly ErrorCode BadEndCode = new("KW2410", ErrorKind.Usage, "an end that is not in the future");

    private const string NothingChanged = "nothing was changed";

    public static KeywayException BadDocument(string source, string problem, Exception? inner = null) => KeywayException.Of(
        BadDocumentCode,
        $"{source} is not a document of a channel: {problem}",
        "look at spec/channel for its form; publish it again with `keyway channel`",
        NothingChanged,
        inner);

    public static KeywayException StateMissing(string path) => KeywayException.Of(
        BadDocumentCode,
        $"{path} is gone, but the trusted metadata beside it says that this host is on a channel",
        "restore it, or join again with `keyway channel join`; remove the directory by hand when the host really changes its owner",
        NothingChanged);

    public static KeywayException BadName(string text) => KeywayException.Of(
        BadNameCode,
        $"'{text}' names no site, channel or host",
        "use 1 to 64 lower-case letters, digits, dots and hyphens, no dot in front");

    public static KeywayException NotJoined(string path) => KeywayException.Of(
        NotJoinedCode,
        $"{path} is not there: this host has not joined a channel",
        "`keyway channel join` makes it a member of one");

    public static KeywayException Joined(string path, string channel, string site) => KeywayException.Of(
        JoinedCode,
        $"{path} says that this host is on channel {channel} of site {site} already; joining again would forget what must never go back",
        "remove the directory by hand when the host really changes its owner");

    public static KeywayException Refused(ChannelPackage package, HostChannel host, ImmutableArray<ChannelReason> reasons) => KeywayException.Of(
        RefusedCode,
        $"channel {host.Channel} of site {host.Site} refuses {package.Package} {package.Version} for host {host.Host}: {string.Join("; ", reasons)}",
        HintOf(reasons),
        NothingChanged);

    public static KeywayException SwitchRefused(ChannelPackage package, ImmutableArray<ChannelReason> reasons) => KeywayException.Of(
        SwitchRefusedCode,
        $"the host may not switch to {package.Package} {package.Version}: {string.Join("; ", reasons)}",
        HintOf(reasons),
        NothingChanged);

    public static KeywayException NotByChannel(HostChannel host, ChannelPackage package) => KeywayException.Of(
        NotByChannelCode,
        $"host {host.Host} installs only what channel {host.Channel} of site {host.Site} admits, and {package.Index} was not shown to it",
        "install with `--channel`",
        NothingChanged);

    public static KeywayException UnknownChannel(string site, string channel) => KeywayException.Of(
        UnknownChannelCode,
        $"the director has no channel {channel} of site {site}",
        "`keyway channel promote` makes it");

    public static KeywayException UnknownImage(string package, string version) => KeywayException.Of(
        UnknownImageCode,
        $"the image repository has no {package} {version}",
        "`keyway channel publish` puts it there; its keys are the offline ones");

    public static KeywayException OtherImage(string package, string version, string expected, string found) => KeywayException.Of(
        OtherImageCode,
        $"{package} {version} was published as {expected}; found {found}",
        "give the new content a version of its own",
        NothingChanged);

    public static KeywayException BadEnd(DateTimeOffset end) => KeywayException.Of(
        BadEndCode,
        $"{end:yyyy-MM-dd HH:mm:ss}Z has passed",
        "name a longer time with --days");

    private static string HintOf(ImmutableArray<ChannelReason> reasons) => reasons.IsEmpty ? "look at the reasons" : reasons[0].Rule switch
    {
        ChannelRule.Clock => "set the clock of this host right",
        ChannelRule.Revoked => "install a version that is not revoked",
        ChannelRule.Downgrade => "ask for a permit (`keyway channel permit`), then update with `keyway channel resolve`",
        ChannelRule.Answered or ChannelRule.AnswerNonce or ChannelRule.AnswerFresh or ChannelRule.AnswerHost or ChannelRule.AnswerChannel => "ask again with `keyway channel ask` and let the director answer",
        _ => "`keyway channel resolve` shows what the channel names for this host",
    };
}
