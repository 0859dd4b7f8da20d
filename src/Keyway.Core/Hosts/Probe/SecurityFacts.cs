// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>What decides whether an unsigned module loads.</summary>
internal static class SecurityFacts
{
    private const string Efi = "/sys/firmware/efi";
    private const string SecureBoot = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    public static void Read(HostRoot root, FactCollector facts)
    {
        ReadSecureBoot(root, facts);
        const string lockdown = "/sys/kernel/security/lockdown";
        facts.Add("security.lockdown", Bracketed(root.ReadLine(lockdown)), lockdown);
        if (Option(facts, "SECURITY_LOCKDOWN_LSM") == "n") facts.Add("security.lockdown", FactValue.Nothing, "kernel.config", FactMethod.Derived);
        const string enforce = "/sys/module/module/parameters/sig_enforce";
        facts.Add("security.module-signature", root.ReadLine(enforce) switch { "Y" => FactValue.Of(true), "N" => FactValue.Of(false), _ => null }, enforce);
        ConcludeEnforcement(facts);
        ReadTpm(root, facts);
    }

    // A kernel without signature checks has no such parameter; one that forces them needs none.
    private static void ConcludeEnforcement(FactCollector facts)
    {
        var forced = Option(facts, "MODULE_SIG_FORCE") == "y" || facts.TextOf(FactName.Parse("kernel.cmdline"))?.Split(' ').Any(word => word is "module.sig_enforce" or "module.sig_enforce=1") == true;
        if (Option(facts, "MODULE_SIG") == "n") facts.Add(FactNames.ModuleSignature, FactValue.Of(false), "kernel.config", FactMethod.Derived);
        else if (Option(facts, "MODULE_SIG") == "y" && forced) facts.Add(FactNames.ModuleSignature, FactValue.Of(true), "kernel.config", FactMethod.Derived);
    }

    private static string? Option(FactCollector facts, string option) => (facts.Find(FactNames.KernelConfig)?.Value as FactValue.Map)?.TextOf(option);

    private static void ReadTpm(HostRoot root, FactCollector facts)
    {
        const string device = "/sys/class/tpm/tpm0";
        const string major = device + "/tpm_version_major";
        facts.Add("security.tpm", root.ReadLine(major) switch { "2" => "2.0", "1" => "1.2", _ => null }, major);
        if (root.Has("/sys/class") && !root.Has(device)) facts.Add("security.tpm", FactValue.Nothing, device);
    }

    private static void ReadSecureBoot(HostRoot root, FactCollector facts)
    {
        // Four bytes of attributes, then the value.
        if (root.ReadBytes(SecureBoot, 64) is { Length: 5 } variable) facts.Add("security.secure-boot", FactValue.Of(variable[4] == 1), SecureBoot);
        else if (root.Has("/sys/firmware") && !root.Has(Efi)) facts.Add("security.secure-boot", FactValue.Nothing, Efi);
    }

    private static string? Bracketed(string? line)
    {
        var open = line?.IndexOf('[', StringComparison.Ordinal) ?? -1;
        var close = line?.IndexOf(']', StringComparison.Ordinal) ?? -1;
        return open >= 0 && close > open ? line![(open + 1)..close] : null;
    }
}
