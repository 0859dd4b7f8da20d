// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Payloads;

/// <summary>Hundreds of megabytes of real driver through the whole job: lint, pack, push to docker-registry, resolve, install, verify, roll back.</summary>
public sealed class RealPayloadsTests
{
    private const string Older = "535.261.03";
    private const string Newer = "535.261.04";

    [Fact]
    public async Task Real_payloads_go_from_a_source_directory_to_a_host_and_back()
    {
        var payloads = RealPayloads.Require();
        await using var registry = await RegistryProcess.StartAsync();
        using TemporaryDirectory directory = new();
        var repository = $"{registry.Authority}/gpu/{RealPayloads.Package}";
        await RealPayloads.ComposeAsync(payloads, directory.Combine("source"));
        await ProgramRun.SucceedsAsync("cp", ["--recursive", RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node"), directory.Combine("host")]);
        // The sample's table holds the symbols of the sample's own modules, not a whole kernel's; without one the real kernel's vermagic decides, which has no CRCs.
        File.Delete(Directory.GetFiles(directory.Combine("host", "boot"), "symvers-*").Single());

        var first = await PackAsync(payloads, directory, Older);
        var blobs = Blobs(directory);
        await RunAsync(directory, "lint", "source");
        await RunAsync(directory, "push", $"oci:out:{Older}", $"{repository}:{Older}");
        await RunAsync(directory, "install", $"{repository}:{Older}", "--root", "host", "--allow-unverified");

        // The same content in a new version: new documents, and not one layer.
        Assert.Equal(first, await PackAsync(payloads, directory, Newer));
        Assert.Equal(7 + 16, Blobs(directory).Except(blobs).Count()); // one index, three manifests, three configs; for the index and each manifest two SBOMs, each a blob and a manifest
        Assert.Equal(FirmwareLayers(first, "riscv64"), FirmwareLayers(first, "amd64"));
        await RunAsync(directory, "push", $"oci:out:{Newer}", $"{repository}:{Newer}");

        var resolved = await RunAsync(directory, "resolve", repository, "--root", "host");
        Assert.Contains($"found: {RealPayloads.Package} {Newer} for riscv64", resolved, StringComparison.Ordinal);
        await RunAsync(directory, "install", repository, "--root", "host", "--allow-unverified");
        Assert.Equal(Newer, await CurrentVersionAsync(directory));
        VerifyTree(payloads, directory);

        await RunAsync(directory, "rollback", "--root", "host");
        Assert.Equal(Older, await CurrentVersionAsync(directory));
        VerifyTree(payloads, directory);
    }

    // Title to digest.
    private static async Task<Dictionary<string, string>> PackAsync(string payloads, TemporaryDirectory directory, string version)
    {
        RealPayloads.WriteManifest(payloads, directory.Combine("source"), version);
        using var document = JsonDocument.Parse(await RunAsync(directory, "pack", "source", "--output", "oci:out", "--level", "1", "--json"));
        return document.RootElement.GetProperty("builds").EnumerateArray().SelectMany(build => build.GetProperty("layers").EnumerateArray())
            .ToDictionary(layer => layer.GetProperty("title").GetString()!, layer => layer.GetProperty("digest").GetString()!);
    }

    private static async Task<string> RunAsync(TemporaryDirectory directory, params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"keyway {string.Join(' ', arguments)} exited {run.ExitCode}\n{run.Output}\n{run.Error}");
        return run.Output;
    }

    // The store hashes what it installed; the answer is "intact" only when every file is what the package says.
    private static async Task<string> CurrentVersionAsync(TemporaryDirectory directory)
    {
        using var document = JsonDocument.Parse(await RunAsync(directory, "status", "--verify", "--root", "host", "--json"));
        Assert.True(document.RootElement.GetProperty("verification").GetProperty("isIntact").GetBoolean());
        return document.RootElement.GetProperty("status").GetProperty("current").GetProperty("version").GetString()!;
    }

    // Against what Debian's packages hold, not against what our manifest says.
    private static void VerifyTree(string payloads, TemporaryDirectory directory)
    {
        var current = directory.Combine("host", "var", "lib", "keyway", "current");
        foreach (var file in RealPayloads.FirmwareFiles) Assert.Equal(RealPayloads.DigestOf(RealPayloads.Firmware(payloads, file)), RealPayloads.DigestOf(Path.Combine(current, "firmware", file)));
        foreach (var module in RealPayloads.Modules(payloads))
            Assert.Equal(RealPayloads.DigestOf(module), RealPayloads.DigestOf(Directory.EnumerateFiles(Path.Combine(current, "modules"), Path.GetFileName(module), SearchOption.AllDirectories).Single()));
    }

    private static IEnumerable<string> FirmwareLayers(Dictionary<string, string> layers, string isa) =>
        layers.Where(layer => layer.Key.StartsWith(isa + "/firmware-", StringComparison.Ordinal)).OrderBy(layer => layer.Key, StringComparer.Ordinal).Select(layer => layer.Value);

    private static HashSet<string> Blobs(TemporaryDirectory directory) => [.. Directory.EnumerateFiles(directory.Combine("out", "blobs", "sha256")).Select(file => Path.GetFileName(file))];
}
