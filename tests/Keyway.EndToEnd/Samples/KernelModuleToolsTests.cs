// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.EndToEnd.Samples;

/// <summary>Our reader against kmod and binutils over every checked-in module: three ISAs, with and without MODVERSIONS, both places where exports keep their CRC.</summary>
public sealed class KernelModuleToolsTests
{
    [Fact]
    public async Task Modinfo_says_the_same()
    {
        RequireTools();
        foreach (var path in SampleDriver.Modules)
        {
            var ours = SampleDriver.Read(path);
            var run = await ProgramRun.SucceedsAsync("modinfo", ["-0", path]);
            var theirs = run.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1].TrimEnd(' '));

            Assert.Equal(theirs["name"].Single(), ours.Name);
            Assert.Equal(theirs["vermagic"].Single(), ours.Vermagic);
            Assert.Equal(theirs["srcversion"].Single(), ours.Srcversion);
            Assert.Equal(theirs["version"].Single(), ours.Version);
            Assert.Equal(theirs["license"].Single(), ours.License);
            Assert.Equal(theirs["depends"].Single(), string.Join(',', ours.Depends));
            Assert.Equal(theirs["firmware"], ours.Firmware);
            Assert.Equal(theirs["alias"], ours.Aliases);
        }
    }

    [Fact]
    public async Task Modprobe_says_the_same_imports_and_has_none_without_modversions()
    {
        RequireTools();
        foreach (var path in SampleDriver.Modules)
        {
            var ours = SampleDriver.Read(path).Imports;
            var run = await ProgramRun.OfAsync("modprobe", ["--dump-modversions", path]);
            var theirs = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(pair => pair[1], pair => (string?)pair[0]);

            var hasVersions = !path.Contains("+deb14-riscv64", StringComparison.Ordinal);
            Assert.Equal(hasVersions ? 0 : 1, run.ExitStatus);
            Assert.Equal(theirs.OrderBy(pair => pair.Key, StringComparer.Ordinal), ours.Where(import => import.Value is not null));
            Assert.Equal(hasVersions, theirs.Count > 0);
        }
    }

    [Fact]
    public async Task Readelf_finds_the_same_undefined_symbols_and_exports()
    {
        RequireTools();
        foreach (var path in SampleDriver.Modules)
        {
            var ours = SampleDriver.Read(path);
            var symbols = await SymbolsAsync(path);

            Assert.Equal(symbols.Where(symbol => symbol.Section == "UND").Select(symbol => symbol.Name).Order(StringComparer.Ordinal), ours.Imports.Keys.Where(name => name != "module_layout"));
            Assert.Equal(symbols.Where(symbol => symbol.Name.StartsWith("__ksymtab_", StringComparison.Ordinal)).Select(symbol => symbol.Name[10..]).Order(StringComparer.Ordinal), ours.Exports.Keys);
        }
    }

    /// <summary>What kw_link imports from kw_base is what kw_base exports.</summary>
    [Fact]
    public void Crcs_meet_between_the_two_modules()
    {
        foreach (var path in SampleDriver.Modules.Where(path => path.EndsWith("kw_link.ko", StringComparison.Ordinal)))
        {
            var imports = SampleDriver.Read(path).Imports.Where(import => import.Key.StartsWith("kw_", StringComparison.Ordinal));

            Assert.Equal(SampleDriver.Read(path.Replace("kw_link.ko", "kw_base.ko", StringComparison.Ordinal)).Exports, imports);
        }
    }

    private static async Task<List<(string Name, string Section)>> SymbolsAsync(string path)
    {
        var run = await ProgramRun.SucceedsAsync("readelf", ["--wide", "--symbols", path]);
        return [.. run.Output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length == 8 && int.TryParse(columns[0].TrimEnd(':'), CultureInfo.InvariantCulture, out _))
            .Select(columns => (columns[7], columns[6]))];
    }

    private static void RequireTools()
    {
        foreach (var program in new[] { "modinfo", "modprobe", "readelf" })
        {
            var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(isThere, $"CI needs {program}");
            Assert.SkipUnless(isThere, $"no {program}; install kmod and binutils");
        }
    }
}
