// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Preflight;

/// <summary>Whether the kernel asks for a module's signature (<c>sig_enforce</c>, lockdown, secure boot), and whether the modules for this host have one.</summary>
internal static class ModuleSignatureCheck
{
    private const string Name = "signature";

    public static Finding Of(Inquiry inquiry)
    {
        var layers = ModuleCheck.Of(inquiry).Layers;
        if (layers.IsEmpty) return new Finding { Check = Name, Outcome = Outcome.Ok, Reason = "it brings no kernel module to sign" };
        var (enforced, fact) = IsEnforced(inquiry.Facts);
        if (enforced == Truth.False) return inquiry.On(fact, Name, Outcome.Ok, "this kernel loads modules without a signature");
        if (enforced == Truth.Unknown) return inquiry.NotKnown(fact, Name, $"the kernel may ask for signed modules (secure boot is {Shown(inquiry.Facts)})");
        if (layers.Any(layer => layer.Kind == PayloadKind.Dkms)) return inquiry.On(fact, Name, Outcome.Warn, "this kernel loads signed modules only: modules built on the host must be signed with a key it trusts");
        var modules = layers.SelectMany(layer => layer.Modules).ToImmutableArray();
        if (modules.FirstOrDefault(module => !module.IsSigned) is { } unsigned) return inquiry.On(fact, Name, Outcome.Fail, $"this kernel loads signed modules only, and {unsigned.Name} is not signed");
        return Signed(inquiry, modules.Length);
    }

    // The config of a package says that a signature is there, not whose: an empty keyring is the only certain answer.
    private static Finding Signed(Inquiry inquiry, int modules) => inquiry.Facts.ListOf(FactNames.TrustedKeys) switch
    {
        { IsEmpty: true } => inquiry.On(FactNames.TrustedKeys, Name, Outcome.Fail, "this kernel loads signed modules only, and it trusts no key"),
        { } keys => inquiry.On(FactNames.TrustedKeys, Name, Outcome.Unknown, $"{modules} modules are signed, and whether by one of the {keys.Length} keys that the kernel trusts is not in the package's description"),
        null => inquiry.NotKnown(FactNames.TrustedKeys, Name, $"{modules} modules are signed"),
    };

    private static (Truth Enforced, FactName Fact) IsEnforced(HostFacts facts)
    {
        var parameter = TruthOf(facts.Find(FactNames.ModuleSignature)?.Value);
        var lockdown = facts.Find(FactNames.Lockdown)?.Value switch { FactValue.Text { Value: "none" } or FactValue.Null => Truth.False, FactValue.Text => Truth.True, _ => Truth.Unknown };
        if (parameter == Truth.True) return (Truth.True, FactNames.ModuleSignature);
        if (lockdown == Truth.True) return (Truth.True, FactNames.Lockdown);
        return parameter == Truth.Unknown ? (Truth.Unknown, FactNames.ModuleSignature) : (lockdown, FactNames.Lockdown);
    }

    private static string Shown(HostFacts facts) => facts.Find(FactNames.SecureBoot)?.Value switch { FactValue.Flag { Value: true } => "on", FactValue.Flag => "off", FactValue.Null => "not there", _ => "not known" };

    private static Truth TruthOf(FactValue? value) => value switch { FactValue.Flag { Value: true } => Truth.True, FactValue.Flag or FactValue.Null => Truth.False, _ => Truth.Unknown };
}
