// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>What a class of reasons is called.</summary>
internal static class ReasonTitles
{
    public static string Of(Derivation leaf) => leaf.Outcome == Outcome.Unknown ? Unknown(leaf) : Failed(leaf);

    private static string Failed(Derivation leaf) => leaf.Check switch
    {
        "package" => "another package than the policy asks for",
        "version" => "version outside the range asked for",
        "isa" => "no build for the instruction set",
        "host" => "supported_hosts without the instruction set",
        "kernel" => "kernel release outside supported_hosts",
        "page-size" => "page size outside supported_hosts",
        "libc" => "C library below the floor of supported_hosts",
        "modules" when leaf.Fact == FactNames.ModuleSignature || leaf.Fact == FactNames.TrustedKeys => "kernel modules without a signature that the kernel trusts",
        "modules" when leaf.Fact == FactNames.KernelSymversDigest => "kernel modules import symbols that the kernel exports otherwise",
        "modules" => "kernel modules built for another kernel",
        "firmware" => $"{leaf.Fact} at a revision that may not be followed",
        "capability" => "a required interconnect capability is missing",
        "region" => "export control denies the region",
        "support" => "support has ended",
        "axis" => $"version made for another {Subject(leaf.Fact)}",
        _ => leaf.Fact is { } fact ? $"{leaf.Check}: {fact} does not fit" : $"{leaf.Check} does not fit",
    };

    private static string Unknown(Derivation leaf) => leaf.Check switch
    {
        "region" => "export control depends on the region, which nobody gave",
        "axis" when leaf.Fact is null => "version has an axis that is not known",
        _ => leaf.Fact is { } fact ? $"{leaf.Check}: {fact} is not known well enough" : $"{leaf.Check} is not known",
    };

    private static string Subject(FactName? fact) => fact?.ToString() switch
    {
        "kernel.release" => "kernel",
        "memory.page-size" => "page size",
        "link.profiles" => "interconnect profile",
        "gpu.devices" => "hardware generation",
        _ => "kind of host",
    };
}
