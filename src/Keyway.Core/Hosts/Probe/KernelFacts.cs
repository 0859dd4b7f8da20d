// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Hosts.Probe;

/// <summary>The running kernel: release, taint, command line and loaded modules.</summary>
internal static class KernelFacts
{
    private const string UnameFile = "/captured/uname-a.txt";
    private const string TaintLetters = "PFSRMBUDAWCIOELKXTNJ";

    /// <summary>Reads uname's words; returns the machine name when the host tells it.</summary>
    public static string? ReadIdentity(HostRoot root, FactCollector facts)
    {
        AddLine(root, facts, "kernel.release", "/proc/sys/kernel/osrelease");
        AddLine(root, facts, "kernel.version", "/proc/sys/kernel/version");
        AddLine(root, facts, "host.name", "/proc/sys/kernel/hostname");
        var uname = root.IsLive ? null : root.ReadLine(UnameFile) is { } line ? UnameText.Parse(line) : null;
        facts.Add("kernel.release", uname?.Release, "uname -a", FactMethod.Command);
        facts.Add("kernel.version", uname?.Version, "uname -a", FactMethod.Command);
        facts.Add("host.name", uname?.Node, "uname -a", FactMethod.Command);
        if (KernelRelease.TryParse(facts.TextOf(FactNames.KernelRelease), out var release)) facts.Add("kernel.flavour", release.Flavour, "kernel.release", FactMethod.Derived);
        return AddIsa(root, facts, uname);
    }

    public static void Read(HostRoot root, FactCollector facts)
    {
        const string cmdline = "/proc/cmdline";
        facts.Add("kernel.cmdline", root.ReadLine(cmdline), cmdline);
        ReadTaint(root, facts);
        ReadModules(root, facts);
        KernelBuildFacts.Read(root, facts);
    }

    private static string? AddIsa(HostRoot root, FactCollector facts, UnameText? uname)
    {
        const string arch = "/proc/sys/kernel/arch";
        var machine = root.ReadLine(arch);
        facts.Add("isa.name", IsaWord(machine), arch);
        facts.Add("isa.name", IsaWord(uname?.Machine), "uname -a", FactMethod.Command);
        return facts.TextOf(FactNames.IsaName);
    }

    private static string? IsaWord(string? machine) => machine switch
    {
        "riscv64" => Isa.Riscv64.Word(),
        "x86_64" => Isa.Amd64.Word(),
        "aarch64" => Isa.Arm64.Word(),
        _ => null,
    };

    private static void ReadTaint(HostRoot root, FactCollector facts)
    {
        const string tainted = "/proc/sys/kernel/tainted";
        if (!long.TryParse(root.ReadLine(tainted), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)) return;
        var letters = TaintLetters.Where((_, bit) => (bits & (1L << bit)) != 0).Select(letter => letter.ToString());
        facts.Add("kernel.taint", FactValue.Of(letters), tainted);
    }

    private static void ReadModules(HostRoot root, FactCollector facts)
    {
        const string modules = "/proc/modules";
        if (root.ReadText(modules) is not { } text) return;
        Dictionary<string, FactValue> loaded = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = line.Split(' ', 2)[0];
            if (!IsModuleName(name)) continue;
            loaded[name] = root.ReadLine($"/sys/module/{name}/srcversion") is { } version ? FactValue.Of(version) : FactValue.Nothing;
        }

        facts.Add("kernel.modules", FactValue.Of(loaded), modules);
    }

    private static bool IsModuleName(string name) => name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static void AddLine(HostRoot root, FactCollector facts, string name, string path) => facts.Add(name, root.ReadLine(path), path);
}
