// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Cli;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Samples;

/// <summary>The checked-in binaries are the recipe's, and each manifest says what is in its directory.</summary>
public sealed class SampleDriverTests
{
    [Fact]
    public void Built_files_are_exactly_those_of_the_checksum_list()
    {
        var listed = File.ReadLines(RepositoryRoot.Combine("samples", "SHA256SUMS")).Select(line => line.Split("  ")).ToDictionary(pair => pair[1], pair => pair[0]);

        var found = SampleDriver.Packages.Append(RepositoryRoot.Combine("samples", "kernels"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "keyway.json" && new FileInfo(file).LinkTarget is null)
            .ToDictionary(file => Path.GetRelativePath(RepositoryRoot.Path, file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

        Assert.Equal(listed.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_manifest_names_the_payloads_of_its_directory_and_no_other()
    {
        foreach (var folder in SampleDriver.Packages)
        {
            var source = PackageSource.Read(folder, TestContext.Current.CancellationToken);
            var named = source.Manifest.Payloads.SelectMany(payload => TitlesOf(payload, source.Manifest));

            Assert.Equal(Path.GetFileName(folder), source.Manifest.Version);
            Assert.Equal(source.Isas.SelectMany(isa => isa.Layers).Select(layer => layer.Title).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_package_passes_lint_without_errors_and_warnings()
    {
        foreach (var folder in SampleDriver.Packages)
        {
            var run = await CommandLineRun.InAsync(folder, "lint", "--quiet");

            Assert.Equal((ExitCode.Done, "0 errors, 0 warnings"), (run.ExitCode, run.Output.Split('\n')[0][..20]));
        }
    }

    [Fact]
    public void Every_module_has_the_vermagic_of_the_manifest_and_of_the_kernel()
    {
        foreach (var folder in SampleDriver.Packages)
        {
            foreach (var payload in PackageSource.Read(folder, TestContext.Current.CancellationToken).Manifest.Payloads.OfType<KernelModulePayload>())
            {
                var modules = Directory.GetFiles(Path.Combine(folder, payload.Isa.ToString().ToLowerInvariant(), "modules", payload.Release));

                Assert.Equal(["kw_base.ko", "kw_link.ko"], modules.Select(Path.GetFileName).Order(StringComparer.Ordinal));
                Assert.All(modules, module => Assert.Equal(payload.Vermagic, SampleDriver.Read(module).Vermagic));
                Assert.Equal(payload.Vermagic, File.ReadAllText(SampleDriver.Kernel(payload.Release, ".vermagic")).Trim());
            }
        }
    }

    [Fact]
    public void Every_import_has_the_crc_of_the_kernel_it_was_built_for()
    {
        foreach (var module in SampleDriver.Modules.Select(SampleDriver.Read))
        {
            var kernel = Symbols(module.Release);
            var fromKernel = module.Imports.Where(import => !import.Key.StartsWith("kw_", StringComparison.Ordinal)).ToList();

            Assert.True(fromKernel.Count > 9, $"{module.Name} imports {fromKernel.Count} kernel symbols");
            Assert.All(fromKernel, import => Assert.Equal(import.Value ?? "0x00000000", kernel.Find(import.Key)));
        }
    }

    /// <summary>The kernel lines are there to prove something; a rebuild with other kernels must not lose it.</summary>
    [Theory]
    [InlineData("6.1.0-47-amd64", "6.1.0-50-amd64", "module_layout", false)]
    [InlineData("6.12.107+deb13-amd64", "6.12.118+deb13-amd64", "module_layout", false)]
    [InlineData("6.12.116+deb13-amd64", "6.12.118+deb13-amd64", "module_layout", true)]
    public void Kernel_lines_differ_where_the_readme_says(string older, string newer, string symbol, bool same)
    {
        Assert.Equal(same, Symbols(older).Find(symbol) == Symbols(newer).Find(symbol));
        Assert.NotEqual(Symbols(older).Digest, Symbols(newer).Digest);
    }

    [Fact]
    public void Two_releases_export_the_same_to_the_sample_modules() =>
        Assert.Equal(Symbols("6.12.117+deb13-amd64").Digest, Symbols("6.12.118+deb13-amd64").Digest);

    private static KernelSymbols Symbols(string release)
    {
        using StreamReader reader = new(SampleDriver.Kernel(release, ".symvers"));
        return KernelSymbols.Parse(reader, release);
    }

    private static IEnumerable<string> TitlesOf(Payload payload, DriverManifest manifest) => payload switch
    {
        UserspacePayload userspace => [$"{Word(userspace.Isa)}/userspace.tar.zst"],
        KernelModulePayload modules => [$"{Word(modules.Isa)}/modules-{modules.Release}.tar.zst"],
        DkmsPayload dkms => manifest.SupportedHosts.Select(host => $"{Word(host.Isa)}/dkms-{dkms.Name}.tar.zst"),
        FirmwarePayload firmware => manifest.SupportedHosts.Select(host => $"{Word(host.Isa)}/firmware-{firmware.File}.tar.zst"),
        _ => throw new ArgumentException("unknown payload", nameof(payload)),
    };

    private static string Word(Isa isa) => isa.ToString().ToLowerInvariant();
}
