// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>Which features of Node Feature Discovery and which facts are the same thing. Spec: spec/matrix/importing.md §"NFD".</summary>
internal static class NfdFeatures
{
    public const string Config = "kernel.config";
    public const string LoadedModule = "kernel.loadedmodule";
    public const string PciDevice = "pci.device";

    // Attributes whose text is the text of a fact. cpu.model's vendor_id is not: NFD prints "Intel", /proc/cpuinfo "GenuineIntel".
    private static readonly (string Feature, string Key, string Fact)[] Attributes =
    [
        ("kernel.version", "full", "kernel.release"),
        ("system.osrelease", "ID", "os.id"),
        ("system.osrelease", "VERSION_ID", "os.version-id"),
        ("system.osrelease", "VERSION_CODENAME", "os.codename"),
    ];

    /// <summary>The fact of an attribute, with a member where the fact is a map; null when there is none.</summary>
    public static (string Fact, string? Member)? FactOf(string feature, string key)
    {
        if (feature == Config && key.Length is > 0 and <= 100 && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return (Config, key);
        foreach (var attribute in Attributes)
            if (attribute.Feature == feature && attribute.Key == key) return (attribute.Fact, null);
        return null;
    }

    /// <summary>The attribute of a fact; null when there is none.</summary>
    public static (string Feature, string Key)? FeatureOf(string fact, string? member)
    {
        if (fact == Config) return member is null ? null : (Config, member);
        foreach (var attribute in Attributes)
            if (attribute.Fact == fact && member is null) return (attribute.Feature, attribute.Key);
        return null;
    }
}
