// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Versions;

/// <summary>
/// Every version in the captured hosts and vendor matrices, with the scheme declared for the field it stands in: the table a package author would
/// write. Kinds are scheme names for versions, and <c>range:scheme</c> for requirements.
/// </summary>
internal static class PublishedVersions
{
    private const string Driver = "nvidia-driver";
    private const string Kernel = "linux-kernel";

    // Files (a glob over hosts/ and matrices/), the field (group 1 is the version), the scheme.
    private static readonly (string Files, string Field, string Kind)[] Fields =
    [
        ("*smi-a.txt", @"^Driver Version +: (\S+)", Driver),
        ("*smi-a.txt", @"^CUDA Version +: (\S+)", "dotted"),
        ("*smi-a.txt", @"^ +VBIOS Version +: (\S+)", "hex-quad"),
        ("*smi-a.txt", @"^ +Image Version +: (\S+)", "opaque"),
        ("*smi-a.txt", @"^ +(?:OEM|ECC|Power Management) Object +: ([\d.]+)", "dotted"),
        ("*smi-a.txt", @"^ +GSP Firmware Version +: (\S+)", Driver),
        ("*identity-lines.txt", @"^Driver Version +: (\S+)", Driver),
        ("*identity-lines.txt", @"^CUDA Version +: (\S+)", "dotted"),
        ("*identity-lines.txt", @"^ +VBIOS Version +: (\S+)", "hex-quad"),
        ("*identity-lines.txt", @"^ +Image Version +: (\S+)", "opaque"),
        ("*identity-lines.txt", @"^ +ECC Object +: (\S+)", "dotted"),
        ("*identity-lines.txt", @"^ +GSP Firmware Version +: (\S+)", Driver),
        ("*.xml", @"<(?:driver|gsp_firmware)_version>([\d.]+)<", Driver),
        ("*.xml", @"<cuda_version>([\d.]+)<", "dotted"),
        ("*.xml", @"<vbios_version>([^<]+)<", "hex-quad"),
        ("*.xml", @"<img_version>([^<]+)<", "opaque"),
        ("*.xml", @"<(?:oem|ecc)_object>([\d.]+)<", "dotted"),
        ("gb200*", @"(?i)^(?:nvidia|cuda) driver version *: (\S+)", Driver),
        ("gb200*", @"^CUDA runtime version *: (\S+)", "dotted"),
        ("gb200*", @"^Python platform *: Linux-(\S+)-aarch64-with-glibc", Kernel),
        ("gb200*", @"glibc-?([\d.]+)$", "dotted"),
        ("gb200*", @"^OS *: Ubuntu (\S+) LTS", "dotted"),
        ("gb200*", @"Compute Capability: (\S+)", "dotted"),
        ("gb200*", @"^ +(?:MSE|NETIR[ A-Z]*): (\S+)", "opaque"),
        ("mi300x*", @"^Driver version: (\S+)", "dotted"),
        ("mi300x*", @"VBIOS version: (\S+)", "opaque"),
        ("riscv64*console.txt", @"^Linux \S+ (\S+) #", Kernel),
        ("riscv64*console.txt", @"\(GNU/Linux (\S+) riscv64\)", Kernel),
        ("riscv64*console.txt", @"^VERSION_ID=""?([^""\s]+)", "dotted"),
        ("riscv64*console.txt", @"^VERSION=""(\S+)", "dotted"),
        ("riscv64*console.txt", @"_PRODUCT_VERSION=(\S+)", "integer"),
        ("aicr*", @"name: K8s\.server\.version\n +value: ""(.+)""", "range:dotted"),
        ("aicr*", @"name: OS\.release\.VERSION_ID\n +value: ""(.+)""", "range:dotted"),
        ("aicr*", @"osrelease\n +value: ""(.+)""", "range:linux-kernel"),
        ("debian-nvidia-detect*", @"nvidia-detect ([\d.]+-\S+) ", "deb"),
        ("debian-nvidia-detect*", @"^nvidia-tesla-(\d+)\t", "integer"),
        ("nvidia-open*", @"modules ([\d.]+) README", Driver),
        ("nvidia-driver-branches.json", @"""branch"": ""(.+)""", "integer"),
        ("nvidia-driver-branches.json", @"CUDA (\d+)""", "integer"),
        ("known-bad*", @"""(?:driver|fabricmanager)"": ""(.+?)""", Driver),
        ("known-bad*", @"version (\d[\d.]+)", Driver),
        ("known-bad*", @"""kernel"": ""(.+?)""", Kernel),
        ("known-bad*", @"""os"": ""[a-z]+([\d.]+)""", "dotted"),
        ("*dkms-conf.txt", @"^PACKAGE_VERSION=""(.+)""", Driver),
        ("*dkms-conf.txt", @"^### [a-z-]+_([^_]+)_amd64", "deb"),
        ("*dkms-conf.txt", @"/nvidia-[a-z-]+-([\d.]+)/", Driver),
        ("*dkms-conf.txt", @"kernels from ([\d.]+) onwards", Kernel),
        ("rocm*", @"""(\d+\.\d+\.x)""", "range:dotted"),
        ("sichek*", @"(?:driver|fabricmanager)_version: ""(.+)""", "range:nvidia-driver"),
        ("sichek*", @"cuda_version: ""(.+)""", "range:dotted"),
        ("sichek*", @"vbios_version: ""(.+)""", "range:hex-quad"),
        ("sichek*", @"fw_ver: ""(.+)""", "range:dotted"),
    ];

    // The vendor's firmware sets: one scheme per component.
    private static readonly Dictionary<string, string> FirmwareSchemes = new()
    {
        ["compute/HMC"] = "date-letter",
        ["compute/BMC"] = "date-letter",
        ["compute/GPU"] = "hex-quad",
        ["switch/SMR"] = "opaque",
        ["switch/SBIOS"] = "opaque",
        ["switch/CPLD1"] = "opaque",
        ["switch/CPLD2"] = "opaque",
        ["switch/CPLD3"] = "opaque",
        ["switch/CPLD4"] = "opaque",
        ["powershelf/Delta PR1 PSU"] = "integer",
        ["powershelf/Delta PR3 PSU"] = "integer",
        ["powershelf/Delta PSU"] = "integer",
        ["powershelf/LiteOn PSU"] = "integer",
    };

    // Container tags that are package versions in disguise, and one with two numbers; the rest of the operator's pins are SemVer.
    private static readonly Dictionary<string, string> OperatorSchemes = new()
    {
        ["driver/driver"] = Driver,
        ["dcgm/dcgm"] = "deb",
        ["dcgmExporter/dcgm-exporter"] = "deb",
        ["gdrcopy/gdrdrv"] = "dotted",
    };

    public static IReadOnlyList<(string File, string Kind, string Text)> All()
    {
        var root = SharedData.Require();
        return [.. Fields.SelectMany(field => OfField(root, field)), .. FirmwareSets(root), .. OperatorPins(root), .. TableHeaders(root)];
    }

    public static IEnumerable<string> Of(string kind) => All().Where(found => found.Kind == kind).Select(found => found.Text).Distinct();

    public static IEnumerable<string> Texts() =>
        from folder in new[] { "hosts", "matrices" }
        from file in Directory.EnumerateFiles(SharedData.Require(folder))
        select File.ReadAllText(file);

    private static List<(string, string, string)> OfField(string root, (string Files, string Field, string Kind) field)
    {
        Regex pattern = new(field.Field, RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        IEnumerable<(string, string, string)> found =
                    from folder in new[] { "hosts", "matrices" }
                    from file in Directory.EnumerateFiles(Path.Combine(root, folder), field.Files)
                    from match in pattern.Matches(File.ReadAllText(file))
                    select (Path.GetFileName(file), field.Kind, match.Groups[1].Value.Trim());
        var list = found.ToList();
        Assert.True(list.Count > 0, $"nothing found for {field.Files}: {field.Field}");
        return list;
    }

    private static IEnumerable<(string, string, string)> FirmwareSets(string root)
    {
        const string name = "dgx-gb200-gb300-firmware-sets.json";
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "matrices", name)));
        foreach (var set in document.RootElement.GetProperty("sets").EnumerateArray())
        {
            yield return (name, "dotted", set.GetProperty("name").GetString()!.Split(' ')[^1]);
            yield return (name, "dotted", set.GetProperty("os").GetString()!.Split(' ')[2]);
            foreach (var side in new[] { "compute", "switch", "powershelf" })
                foreach (var component in set.GetProperty(side).EnumerateObject())
                    yield return (name, FirmwareSchemes.GetValueOrDefault($"{side}/{component.Name}", "dotted"), component.Value.GetString()!);
        }
    }

    private static IEnumerable<(string, string, string)> OperatorPins(string root)
    {
        const string name = "gpu-operator.values.components.tsv";
        var image = "";
        foreach (var row in File.ReadLines(Path.Combine(root, "matrices", name)).Select(line => line.Split('\t')).Where(row => row.Length == 3))
        {
            if (row[1] == "image") image = row[2];
            if (row[1] == "version" && row[2].Trim('"') is { Length: > 0 } version) yield return (name, OperatorSchemes.GetValueOrDefault($"{row[0]}/{image}", "semver"), version);
        }
    }

    private static IEnumerable<(string, string, string)> TableHeaders(string root) =>
        from name in new[] { "debian-trixie-kconfig.tsv", "debian-trixie-symbol-crc.tsv" }
        from release in File.ReadLines(Path.Combine(root, "matrices", name)).First(line => line.StartsWith("symbol\t", StringComparison.Ordinal)).Split('\t').Skip(1)
        select (name, Kernel, release);
}
