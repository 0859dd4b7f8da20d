// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>
/// Facts the operator or a vendor's tool states in <c>/etc/keyway/facts.d/*.json</c>, for what no file of the host shows, such as the revision of a link's
/// firmware. What the probe saw itself stays; a file with an error is left out as a whole.
/// </summary>
internal static class DeclaredFacts
{
    private const string Directory = "/etc/keyway/facts.d";

    public static void Read(HostRoot root, FactCollector facts)
    {
        foreach (var name in root.List(Directory).Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            var path = $"{Directory}/{name}";
            if (root.ReadBytes(path, FactsReader.MaximumBytes) is { } json) Read(root, facts, path, json);
        }
    }

    private static void Read(HostRoot root, FactCollector facts, string path, byte[] json)
    {
        try
        {
            foreach (var (name, fact) in HostFacts.Parse(json, path).Facts)
            {
                var declared = fact with { Method = FactMethod.Declared, Source = path };
                if (name == FactNames.FirmwareSlots && facts.TryAppend(name, declared)) continue;
                if (facts.Find(name) is { } seen && seen.Method != FactMethod.Declared && !seen.Value.Equals(fact.Value))
                    root.Warn(path, $"it says that {name} is {Short(fact.Value)}, but the host says {Short(seen.Value)}");
                facts.Take(name, declared);
            }
        }
        catch (KeywayException refusal)
        {
            root.Warn(path, $"{refusal.Code} {refusal.Message}");
        }
    }

    private static string Short(FactValue value) => value.ToString() is { Length: > 80 } text ? text[..80] + "…" : value.ToString();
}
