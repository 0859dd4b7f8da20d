// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>One candidate and everything a check may look at.</summary>
internal sealed record Inquiry(DriverPackage Package, HostFacts Facts, KernelSymbols? Symbols, ResolvePolicy Policy)
{
    public DriverManifest Manifest => Package.Manifest;

    /// <summary>The version; null when the manifest's text is none.</summary>
    public StackVersion? Version { get; } = StackVersion.TryParse(Package.Manifest.Version, out var version) ? version : null;

    /// <summary>The instruction set as a word: the policy's, else the host's; null when nobody knows.</summary>
    public string? IsaWord { get; } = Policy.Isa?.Word() ?? Facts.TextOf(FactNames.IsaName);

    /// <summary>The build for that instruction set, or null.</summary>
    public IsaBuild? Build { get; } = FindBuild(Package, Policy.Isa?.Word() ?? Facts.TextOf(FactNames.IsaName));

    /// <summary>A finding that rests on one fact.</summary>
    public Finding On(FactName fact, string check, Outcome outcome, string reason) =>
        new() { Check = check, Outcome = outcome, Reason = reason, Fact = fact, Source = Facts.Find(fact)?.Source };

    /// <summary>The finding for a fact nobody knows.</summary>
    public Finding NotKnown(FactName fact, string check, string needed) => On(fact, check, Outcome.Unknown, $"{needed}, and {fact} is not known");

    private static IsaBuild? FindBuild(DriverPackage package, string? word) => package.Builds.FirstOrDefault(build => build.Isa.Word() == word);
}
