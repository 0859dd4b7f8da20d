// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Channels;

namespace Keyway.Cli.Output;

/// <summary>What a host's channel offers and what it says to packages, for people or as one document.</summary>
internal static class ChannelResolution
{
    public static void Print(CliContext context, bool json, HostChannel host, ChannelView view, IReadOnlyList<ChannelVerdict> verdicts)
    {
        var document = DocumentOf(host, view, verdicts);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.ChannelResolutionDocument));
        else Write(document, context.Output);
    }

    private static ChannelResolutionDocument DocumentOf(HostChannel host, ChannelView view, IReadOnlyList<ChannelVerdict> verdicts) => new(
        host.Host, host.Site, host.Channel, view.Channel?.Sequence, view.Channel?.Expires,
        [.. (view.Channel?.Images ?? []).Select(image => OfferOf(image, host, view))],
        [.. verdicts.Select(JudgementOf)]);

    private static ChannelOffer OfferOf(ChannelImage image, HostChannel host, ChannelView view) => new(
        image.Package, image.Version, image.Index.ToString(), view.Images.Contains(image),
        view.Answer is { } answer && answer.Host == host.Host && answer.Nonce == host.Nonce && answer.Packages.Contains(image.Package),
        host.Revoked.Any(entry => entry.Digest == image.Index));

    private static ChannelJudgement JudgementOf(ChannelVerdict verdict) => new(
        verdict.Package.Package, verdict.Package.Version, verdict.Package.Index.ToString(), verdict.IsAdmitted, verdict.Permit,
        [.. verdict.Reasons.Select(reason => new ChannelObjection(ChannelRules.Word(reason.Rule), reason.Expected, reason.Found))]);

    private static void Write(ChannelResolutionDocument document, TextWriter output)
    {
        output.WriteLine($"host {document.Host}, channel {document.Channel} of {document.Site}: {(document.Sequence is null ? "there is none" : $"sequence {document.Sequence}, until {ChannelText.Time(document.Expires!.Value)}")}");
        foreach (var offer in document.Offers) output.WriteLine($"offers {offer.Package} {offer.Version} {offer.Index}{Marks(offer)}");
        foreach (var package in document.Packages)
        {
            output.WriteLine($"{(package.Admitted ? "admits" : "refuses")} {package.Package} {package.Version} {package.Index}{(package.Permit is { } permit ? $" with permit {permit}" : "")}");
            foreach (var reason in package.Reasons) output.WriteLine($"  {reason.Rule}: expected {reason.Expected}, found {reason.Found}");
        }
    }

    private static string Marks(ChannelOffer offer) => string.Concat(
        offer.Exists ? "" : ", not in the image repository", offer.Allowed ? "" : ", not for this host yet", offer.Revoked ? ", revoked" : "");
}
