// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Fabric Manager and the NVLink subnet manager on this host: which version, and whether the service runs. On racks both run on the switch trays, so that
/// "not running" is no fault by itself.
/// </summary>
internal static partial class FabricServices
{
    private const string SubnetManager = "/opt/nvidia/nvlsm/sbin/nvlsm";
    private const string Packages = "/var/lib/dpkg/status";
    private const long LargestPackages = 64 << 20;
    private const string Service = "nvidia-fabricmanager.service";

    private static readonly string[] Slices = ["/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice"];

    public static void Read(HostRoot root, FactCollector facts, VendorReports reports)
    {
        ReadManager(root, facts, reports);
        ReadSubnetManager(root, facts);
        foreach (var slice in Slices.Where(root.Has))
            facts.Add("fabric-manager.running", FactValue.Of(root.ReadLine($"{slice}/{Service}/cgroup.procs") is not null), $"{slice}/{Service}");
    }

    private static void ReadManager(HostRoot root, FactCollector facts, VendorReports reports)
    {
        const string binary = "/usr/bin/nv-fabricmanager";
        if (reports.TextOf(VendorProgram.FabricManager) is { } text && ManagerVersion().Match(text) is { Success: true } match)
            facts.Add(FactNames.FabricManagerVersion, FactValue.Of(match.Groups["version"].Value), VendorProgram.FabricManager.CommandLine, FactMethod.Command);
        else if (root.Has("/usr/bin") && !root.Has(binary)) facts.Add(FactNames.FabricManagerVersion, FactValue.Nothing, binary);
    }

    // It is never started to be asked: started, it would manage a subnet. Its package says what it is.
    private static void ReadSubnetManager(HostRoot root, FactCollector facts)
    {
        if (!root.Has(SubnetManager))
        {
            if (root.Has("/usr/bin")) facts.Add(FactNames.SubnetManagerVersion, FactValue.Nothing, SubnetManager);
            return;
        }

        facts.Add(FactNames.SubnetManagerVersion, VersionOfPackage(root, "nvlsm") is { } version ? FactValue.Of(version) : null, Packages);
    }

    private static string? VersionOfPackage(HostRoot root, string package)
    {
        using var file = root.Open(Packages);
        if (file is null) return null;
        try
        {
            using StreamReader reader = new(new LimitedStream(file, LargestPackages), Encoding.UTF8);
            var isWanted = false;
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("Package: ", StringComparison.Ordinal)) isWanted = line["Package: ".Length..] == package;
                else if (isWanted && line.StartsWith("Version: ", StringComparison.Ordinal)) return line["Version: ".Length..].Trim();
            }
        }
        catch (IOException)
        {
            root.Warn(Packages, "it cannot be read");
        }

        return null;
    }

    [GeneratedRegex(@"Fabric Manager version is\s*:\s*(?<version>[0-9][0-9.]{2,31})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ManagerVersion();
}
