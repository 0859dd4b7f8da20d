// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Packages.Elf;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Packages;

/// <summary>Our reader against kmod's, over the modules of a real Debian kernel.</summary>
public sealed class KernelModulePeerTests
{
    [Fact]
    public async Task Every_module_says_the_same_to_modinfo_and_to_us()
    {
        await Peer.RequireProgramAsync("modinfo", "--version");
        foreach (var path in Modules(every: 10))
        {
            var ours = Read(path);
            var theirs = await ModinfoAsync(path);

            Assert.Equal(theirs["vermagic"].Single().TrimEnd(), ours.Vermagic);
            Assert.Equal(theirs["name"].Single(), ours.Name);
            Assert.Equal(theirs["license"].First(), ours.License);
            Assert.Equal(theirs["version"].FirstOrDefault(), ours.Version);
            Assert.Equal(theirs["srcversion"].FirstOrDefault(), ours.Srcversion);
            Assert.Equal(theirs["depends"].Single(), string.Join(',', ours.Depends));
            Assert.Equal(theirs["firmware"].Order(StringComparer.Ordinal), ours.Firmware.Order(StringComparer.Ordinal));
            Assert.Equal(theirs["alias"].Order(StringComparer.Ordinal), ours.Aliases.Order(StringComparer.Ordinal));
            Assert.Equal(theirs["signer"].FirstOrDefault(), ours.Signature?.Signer);
            Assert.Equal(theirs["sig_hashalgo"].FirstOrDefault(), ours.Signature?.HashAlgorithm);
            Assert.Equal(theirs["sig_key"].FirstOrDefault()?.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(), ours.Signature?.KeyId);
        }
    }

    [Theory]
    [InlineData("gzip", ".gz")]
    [InlineData("xz", ".xz")]
    [InlineData("zstd", ".zst")]
    public async Task Compressed_modules_say_the_same_as_plain_ones(string program, string suffix)
    {
        await Peer.RequireProgramAsync(program, "--version");
        using TemporaryDirectory directory = new();
        var plain = RepositoryRoot.Combine("samples", "kw-link", "2.3.1", "amd64", "modules", "6.1.0-47-amd64", "kw_link.ko");
        File.Copy(plain, directory.Combine("kw_link.ko"));

        await ProgramRun.SucceedsAsync(program, ["--quiet", "--keep", directory.Combine("kw_link.ko")]);

        var packed = Read(directory.Combine("kw_link.ko" + suffix));
        Assert.Equal(Read(plain).Imports, packed.Imports);
        Assert.Equal(Read(plain).Vermagic, packed.Vermagic);
    }

    [Fact]
    public async Task Import_crcs_are_those_of_modprobe()
    {
        await Peer.RequireProgramAsync("modprobe", "--version");
        foreach (var path in Modules(every: 10))
        {
            var run = await ProgramRun.OfAsync("modprobe", ["--dump-modversions", path]);
            // Its words for a kernel without MODVERSIONS.
            if (run.ExitStatus != 0) Assert.Contains("could not get modversions", run.Error, StringComparison.Ordinal);
            var theirs = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(pair => pair[1], pair => (string?)pair[0]);

            Assert.Equal(theirs.OrderBy(pair => pair.Key, StringComparer.Ordinal), Read(path).Imports.Where(import => import.Value is not null));
        }
    }

    /// <summary>In the whole tree, what one module imports from another is what the other exports, CRC for CRC: exports read rightly without asking a peer.</summary>
    [Fact]
    public void Crcs_of_imports_and_exports_meet()
    {
        var modules = Modules(every: 1).Select(Read).ToList();
        var exports = modules.SelectMany(module => module.Exports).ToDictionary();
        var depended = modules.Where(module => module.Depends.Length > 0).ToList();
        var meetings = modules.SelectMany(module => module.Imports).Where(import => exports.ContainsKey(import.Key)).ToList();

        Assert.All(meetings, import => Assert.Equal(exports[import.Key], import.Value));
        Assert.All(depended, module => Assert.Contains(module.Imports.Keys, exports.ContainsKey));
        Assert.True(meetings.Count > 1000, $"only {meetings.Count.ToString(CultureInfo.InvariantCulture)} imports between modules");
    }

    private static KernelModuleFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return KernelModuleFile.Read(stream, path);
    }

    private static async Task<ILookup<string, string>> ModinfoAsync(string path)
    {
        var run = await ProgramRun.SucceedsAsync("modinfo", ["-0", path]);
        return run.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(' '));
    }

    // A tenth of Debian's, for time; every sample.
    private static IEnumerable<string> Modules(int every) =>
        In(Peer.Folder("modules")).Where((_, index) => index % every == 0).Concat(every == 1 ? [] : In(RepositoryRoot.Combine("samples", "kw-link")));

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.ko", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Order(StringComparer.Ordinal);
}
