// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Kabi;

/// <summary>The kernel as its module loader sees itself; null stands for what nobody knows. Spec: spec/kabi §"The loader's rule".</summary>
public sealed record LoadingKernel
{
    /// <summary>True for a kernel without loadable modules.</summary>
    public bool LoadsNoModules { get; init; }

    public string? Vermagic { get; init; }

    public KernelSymbols? Symbols { get; init; }

    /// <summary>Whether an unsigned module is refused: enforcement of signatures, or lockdown.</summary>
    public bool? DemandsSignature { get; init; }

    /// <summary>Why, in words that follow "because".</summary>
    public string Demand { get; init; } = "";

    /// <summary>Ids of the keys in its keyrings, lower-case hexadecimal.</summary>
    public ImmutableArray<string>? TrustedKeys { get; init; }

    /// <summary>The running kernel of a host. Only a table that the facts name belongs to it.</summary>
    public static LoadingKernel Of(HostFacts facts, KernelSymbols? symbols)
    {
        var (enforced, lockdown) = (FlagOf(facts, FactNames.ModuleSignature), facts.TextOf(FactNames.Lockdown));
        var isLocked = lockdown is null ? (bool?)null : lockdown != "none";
        return new()
        {
            LoadsNoModules = facts.Find(FactNames.KernelVermagic)?.Value is FactValue.Null,
            Vermagic = facts.TextOf(FactNames.KernelVermagic),
            Symbols = symbols is not null && facts.TextOf(FactNames.KernelSymversDigest) == symbols.Digest.ToString() ? symbols : null,
            DemandsSignature = enforced == true || isLocked == true ? true : enforced ?? isLocked,
            Demand = enforced == true ? "signatures are enforced" : $"lockdown is {lockdown}",
            TrustedKeys = facts.ListOf(FactNames.TrustedKeys) is { } keys ? [.. keys.OfType<FactValue.Text>().Select(key => Plain(key.Value))] : null,
        };
    }

    /// <summary>
    /// A kernel that does not run there yet. What the host enforces today it will enforce under the new kernel: secure boot and the boot arguments stay.
    /// </summary>
    public static LoadingKernel Of(KernelAbi abi, HostFacts? runsOn = null)
    {
        var host = Of(runsOn ?? HostFacts.Empty, null);
        return host with
        {
            LoadsNoModules = false,
            Vermagic = abi.Vermagic,
            Symbols = abi.Symbols,
            DemandsSignature = abi.Signatures == SignatureRule.Enforced ? true : host.DemandsSignature,
            Demand = abi.Signatures == SignatureRule.Enforced ? "the kernel was built to enforce signatures" : host.Demand,
        };
    }

    internal static string Plain(string key) => key.StartsWith(PackagedModule.SerialPrefix, StringComparison.Ordinal)
        ? PackagedModule.SerialPrefix + Plain(key[PackagedModule.SerialPrefix.Length..])
        : key.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();

    private static bool? FlagOf(HostFacts facts, FactName name) => facts.Find(name)?.Value is FactValue.Flag flag ? flag.Value : null;
}
