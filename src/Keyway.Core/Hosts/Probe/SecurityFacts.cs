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
        const string enforce = "/sys/module/module/parameters/sig_enforce";
        facts.Add("security.module-signature", root.ReadLine(enforce) switch { "Y" => FactValue.Of(true), "N" => FactValue.Of(false), _ => null }, enforce);
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
