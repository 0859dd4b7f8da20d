// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Keyway.Compatibility.Importing.Gpus;

/// <summary>
/// NVIDIA's supported-gpus.json: <c>chips</c> of <c>devid</c>, <c>subdevid</c>, <c>subvendorid</c>, <c>name</c>, <c>features</c>, <c>legacybranch</c>. A chip with a legacy
/// branch is known-bad for this driver, which no longer drives it; the others are untested. Spec: spec/matrix/importing.md §"supported-gpus".
/// </summary>
internal static class SupportedGpusImporter
{
    private const string Vendor = "10de";

    public static void Import(ImportNotes notes)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(notes.Source.Text), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("chips", out var chips) || chips.ValueKind != JsonValueKind.Array) throw notes.Refuse(1, "no list 'chips'", "supported-gpus.json of an NVIDIA driver");
            Chips(notes, chips);
        }
        catch (JsonException exception)
        {
            throw notes.Refuse((exception.LineNumber ?? 0) + 1, exception.Message, "JSON with each member once");
        }
        catch (InvalidOperationException exception)
        {
            // A member's name with a lone surrogate.
            throw notes.Refuse(1, exception.Message, "JSON whose names are text");
        }
    }

    private static void Chips(ImportNotes notes, JsonElement chips)
    {
        SortedDictionary<string, HashSet<string>> legacy = new(StringComparer.Ordinal);
        HashSet<string> current = [];
        HashSet<string> isCurrent = [];
        foreach (var chip in chips.EnumerateArray())
        {
            if (chip.ValueKind != JsonValueKind.Object || PciIds.Device(Text(chip, "devid")) is not { } device)
            {
                notes.Leave(0, $"chip {Errors.Shown(Text(chip, "devid") ?? chip.ValueKind.ToString())}", "its devid is no PCI device id");
                continue;
            }

            if (Text(chip, "subdevid") is { } board) notes.Leave(0, $"{device} on board {Text(chip, "subvendorid")}:{board}", "a board's own statement; what is said of the whole chip is imported");
            else if (Text(chip, "legacybranch") is { } branch) Under(legacy, branch).Add(device);
            else current.Add(device);
            if (Text(chip, "legacybranch") is null) isCurrent.Add(device);
        }

        if (current.Count > 0) PciIds.Claim(notes, "supported-gpus", "untested", Vendor, current, "the driver lists these GPUs; a list of devices is no test");
        // A device that is current on some board is not refused for all of them.
        foreach (var (branch, devices) in legacy) PciIds.Claim(notes, "legacy-" + branch, "known-bad", Vendor, devices.Where(device => !isCurrent.Contains(device)), $"driven only by the legacy branch {branch}");
    }

    private static HashSet<string> Under(SortedDictionary<string, HashSet<string>> all, string branch)
    {
        if (!all.TryGetValue(branch, out var devices)) all[branch] = devices = [];
        return devices;
    }

    private static string? Text(JsonElement chip, string member)
    {
        if (chip.ValueKind != JsonValueKind.Object || !chip.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: no text.
            return "?";
        }
    }
}
