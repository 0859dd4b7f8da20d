// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>One candidate and everything a check may look at.</summary>
internal sealed record Inquiry(DriverPackage Package, HostFacts Facts, KernelSymbols? Symbols, ResolvePolicy Policy)
{
    private static readonly ImmutableArray<Finding> Bare = [.. Enum.GetValues<Outcome>().Select(outcome => new Finding { Check = "", Outcome = outcome, Reason = "" })];

    public DriverManifest Manifest => Package.Manifest;

    /// <summary>The version; null when the manifest's text is none.</summary>
    public StackVersion? Version { get; } = StackVersion.TryParse(Package.Manifest.Version, out var version) ? version : null;

    /// <summary>The instruction set as a word: the policy's, else the host's; null when nobody knows.</summary>
    public string? IsaWord { get; } = Policy.Isa?.Word() ?? Facts.TextOf(FactNames.IsaName);

    /// <summary>The build for that instruction set, or null.</summary>
    public IsaBuild? Build { get; } = FindBuild(Package, Policy.Isa?.Word() ?? Facts.TextOf(FactNames.IsaName));

    /// <summary>False when only outcomes matter; then findings have neither reason nor fact.</summary>
    public bool WantsReasons { get; init; } = true;

    /// <summary>A finding that rests on one fact.</summary>
    public Finding On(FactName fact, string check, Outcome outcome, [InterpolatedStringHandlerArgument("")] ref ReasonText reason) => On(fact, check, outcome, reason.Take());

    /// <inheritdoc cref="On(FactName, string, Outcome, ref ReasonText)"/>
    public Finding On(FactName fact, string check, Outcome outcome, string reason) =>
        WantsReasons ? new() { Check = check, Outcome = outcome, Reason = reason, Fact = fact, Source = Facts.Find(fact)?.Source } : Bare[(int)outcome];

    /// <summary>The finding for a fact nobody knows.</summary>
    public Finding NotKnown(FactName fact, string check, [InterpolatedStringHandlerArgument("")] ref ReasonText needed) => NotKnown(fact, check, needed.Take());

    /// <inheritdoc cref="NotKnown(FactName, string, ref ReasonText)"/>
    public Finding NotKnown(FactName fact, string check, string needed) => On(fact, check, Outcome.Unknown, $"{needed}, and {fact} is not known");

    private static IsaBuild? FindBuild(DriverPackage package, string? word) => package.Builds.FirstOrDefault(build => build.Isa.Word() == word);
}
