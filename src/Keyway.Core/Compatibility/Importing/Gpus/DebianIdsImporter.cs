// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing.Gpus;

/// <summary>
/// Debian's lists of PCI ids (/usr/share/nvidia/NAME.ids): eight digits a device, vendor before device. A list says which devices a driver knows, and nothing of a
/// kernel or a test: untested. Spec: spec/matrix/importing.md §"debian-ids".
/// </summary>
internal static class DebianIdsImporter
{
    public static void Import(ImportNotes notes)
    {
        SortedDictionary<string, List<string>> devices = new(StringComparer.Ordinal);
        var line = 0;
        foreach (var row in notes.Source.Text.Split('\n'))
        {
            line++;
            foreach (var word in row.Split('#')[0].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length != 8 || !word.All(char.IsAsciiHexDigit)) throw notes.Refuse(line, $"'{word}'", "a vendor and device such as 10DE2330");
                var vendor = word[..4].ToLowerInvariant();
                if (!devices.TryGetValue(vendor, out var list)) devices[vendor] = list = [];
                list.Add(word[4..].ToLowerInvariant());
            }
        }

        var driver = notes.Source.Name.EndsWith(".ids", StringComparison.Ordinal) ? notes.Source.Name[..^4] : notes.Source.Name;
        foreach (var (vendor, list) in devices) PciIds.Claim(notes, driver, "untested", vendor, list, $"listed for {driver}; a list of devices is no test");
    }
}
