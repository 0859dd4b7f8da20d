// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Samples;

/// <summary>
/// The resolver judged by real kernels: <c>eng/samples/boot-check</c> loaded each build of the sample modules into Debian kernels under QEMU and wrote down
/// what happened; a package with just that build must be chosen or refused accordingly.
/// </summary>
public sealed class KernelBootTests
{
    public static TheoryData<string, string, bool> Outcomes()
    {
        TheoryData<string, string, bool> outcomes = [];
        foreach (var row in File.ReadLines(RepositoryRoot.Combine("eng", "samples", "boot-expected.tsv")).Select(line => line.Split('\t')).Where(row => row[2] == "kw_link"))
            outcomes.Add(row[0], row[1], row[3] == "bound");
        return outcomes;
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_build_is_chosen_exactly_when_the_real_kernel_loaded_it(string kernel, string build, bool isLoaded)
    {
        using TemporaryDirectory directory = new();
        WritePackage(directory.Combine("package"), build);
        WriteHost(directory.Combine("host"), kernel);
        var packed = await CommandLineRun.InAsync(directory.Path, "pack", "package", "--output", "oci:out");
        Assert.True(packed.ExitCode == ExitCode.Done, packed.Error);

        var resolved = await CommandLineRun.InAsync(directory.Path, "resolve", "oci:out", "--root", "host", "--unknown", "warn");

        Assert.True(resolved.ExitCode == (isLoaded ? ExitCode.Done : ExitCode.Incompatible), resolved.Output + resolved.Error);
        Assert.Contains(isLoaded ? $"ok      modules    {IsaOf(build)}/modules-{build}.tar.zst" : "fail    modules", resolved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_outcomes_are_there_for_each_kernel()
    {
        var outcomes = Outcomes().Select(row => row.Data).ToLookup(row => row.Item1, row => row.Item3);

        Assert.True(outcomes.Count >= 2);
        Assert.All(outcomes, kernel => Assert.Equal([false, true], kernel.Distinct().Order()));
    }

    // Version 2.3.1 with the modules of one kernel and without the source that would fit any.
    private static void WritePackage(string into, string build)
    {
        var sample = Path.Combine(SampleDriver.Folder, "2.3.1");
        var modules = Path.Combine(IsaOf(build), "modules", build);
        foreach (var file in new[] { "firmware/kwlink-fw.bin", Path.Combine(modules, "kw_base.ko"), Path.Combine(modules, "kw_link.ko") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(into, file))!);
            File.Copy(Path.Combine(sample, file), Path.Combine(into, file));
        }

        var manifest = PackageSource.Read(sample, TestContext.Current.CancellationToken).Manifest;
        var payloads = manifest.Payloads.Where(payload => payload is FirmwarePayload || payload is KernelModulePayload module && module.Release == build);
        var hosts = manifest.SupportedHosts.Where(host => host.Isa == Enum.Parse<Isa>(IsaOf(build), ignoreCase: true));
        File.WriteAllBytes(Path.Combine(into, "keyway.json"), ManifestJson.Write(manifest with { Payloads = [.. payloads], SupportedHosts = [.. hosts] }));
    }

    private static void WriteHost(string root, string kernel)
    {
        var vermagic = File.ReadAllText(SampleDriver.Kernel(kernel, ".vermagic")).Split(' ', StringSplitOptions.TrimEntries);
        Write(root, "proc/sys/kernel/osrelease", kernel);
        Write(root, "proc/sys/kernel/arch", IsaOf(kernel) == "amd64" ? "x86_64" : IsaOf(kernel));
        Write(root, "boot/symvers-" + kernel, File.ReadAllText(SampleDriver.Kernel(kernel, ".symvers")));
        Write(root, "boot/config-" + kernel, "CONFIG_MODULES=y\n" + Option("SMP", "SMP") + Option("PREEMPT_BUILD", "preempt") + Option("MODULE_UNLOAD", "mod_unload") + Option("MODVERSIONS", "modversions"));
        Write(root, "etc/keyway/facts.d/link.json", """
            {"schemaVersion":1,"facts":{"firmware.kwlink":{"value":"v11","source":"inventory","method":"declared","observedAt":"2026-11-20T08:00:00Z"}}}
            """);

        string Option(string name, string word) => vermagic.Contains(word) ? $"CONFIG_{name}=y\n" : $"# CONFIG_{name} is not set\n";
    }

    private static void Write(string root, string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string IsaOf(string release) => release[(release.LastIndexOf('-') + 1)..];
}
