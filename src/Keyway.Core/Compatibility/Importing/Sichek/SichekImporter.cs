// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Compatibility.Importing.Gpus;
using Keyway.Compatibility.Importing.Yaml;
using Keyway.Versions;

namespace Keyway.Compatibility.Importing.Sichek;

/// <summary>
/// What an operator demands of hosts with a GPU (sichek's nvidia specs): a host with that GPU and another VBIOS or Fabric Manager, and a release outside the driver range,
/// is known-bad. Temperatures, clocks and error counts are health, no compatibility. Spec: spec/matrix/importing.md §"sichek".
/// </summary>
internal static class SichekImporter
{
    public static void Import(ImportNotes notes)
    {
        foreach (var document in YamlReader.Read(notes.Source))
        {
            if (document is not YamlNode.Map map || map.Members.All(member => member.Value is not YamlNode.Map)) throw notes.Refuse(document.Line, document.Kind, "a sichek spec with 'nvidia'");
            foreach (var (component, specs) in map.Members)
            {
                if (component == "nvidia" && specs is YamlNode.Map gpus) foreach (var (id, spec) in gpus.Members) Gpu(notes, id, spec);
                else notes.Leave(specs.Line, component, "only demands on NVIDIA GPUs have facts to compare with");
            }
        }
    }

    // The key is device before vendor: 0x233010de.
    private static void Gpu(ImportNotes notes, string id, YamlNode spec)
    {
        if (id.Length != 10 || !id.StartsWith("0x", StringComparison.Ordinal) || PciIds.Device(id[2..6]) is not { } device || PciIds.Device(id[6..]) is not { } vendor) throw notes.Refuse(spec.Line, $"'{id}'", "a device and vendor such as 0x233010de");
        if (spec is not YamlNode.Map map) throw notes.Refuse(spec.Line, spec.Kind, "the demands on one GPU");
        foreach (var (name, value) in map.Members.Where(member => member.Key is not ("name" or "software"))) notes.Leave(value.Line, $"{id} {name}", "it is a state or a health limit, no compatibility");
        foreach (var (name, value) in spec["software"] is YamlNode.Map software ? software.Members : []) Software(notes, device, Conditions.Gpu(vendor, [device]), name, value);
    }

    private static void Software(ImportNotes notes, string device, JsonObject gpu, string name, YamlNode value)
    {
        var text = value.Text ?? "";
        switch (name)
        {
            case "driver_version":
                Driver(notes, device, gpu, text, value.Line);
                break;
            case "vbios_version":
                Fact(notes, device, gpu, "firmware.gpu.vbios", VersionScheme.HexQuad, text, value.Line, name);
                break;
            case "fabricmanager_version":
                Fact(notes, device, gpu, "fabric-manager.version", VersionScheme.NvidiaDriver, text, value.Line, name);
                break;
            default:
                notes.Leave(value.Line, $"{name} {text}", "it follows from the driver");
                break;
        }
    }

    private static void Fact(ImportNotes notes, string device, JsonObject gpu, string fact, VersionScheme scheme, string text, long line, string name)
    {
        if (!VersionRange.TryParse(scheme, text, out var range)) notes.Leave(line, $"{name} {text}", $"it is no range of the scheme {scheme.Name()}");
        else notes.Claim($"{device}-{name}", "known-bad", Conditions.All([gpu, Conditions.Not(Conditions.Range(fact, scheme.Name(), range.ToString()))]), $"the operator demands {name} {range} with this GPU");
    }

    private static void Driver(ImportNotes notes, string device, JsonObject gpu, string text, long line)
    {
        if (Opposite(text) is { } refused) notes.Claim($"{device}-driver", "known-bad", gpu, $"the operator demands driver_version {text} with this GPU", refused);
        else notes.Leave(line, $"driver_version {text}", "it is neither one version nor one bound");
    }

    // The releases the demand refuses, as a semver range over the numbers of a driver: 535.129.03 is 535.129.3 there.
    private static string? Opposite(string text)
    {
        var bound = text.TrimStart('>', '<', '=');
        var numbers = bound.Trim().Split('.');
        if (numbers.Length is < 2 or > 3 || !numbers.All(number => ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))) return null;
        var core = string.Join('.', numbers.Append("0").Take(3).Select(number => ushort.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)));
        return text[..^bound.Length] switch
        {
            ">=" => "<" + core,
            ">" => "<=" + core,
            "<=" => ">" + core,
            "<" => ">=" + core,
            "" or "=" or "==" => $"<{core} || >{core}",
            _ => null,
        };
    }
}
