// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Payloads;

/// <summary>Hundreds of megabytes of real driver through the packing commands.</summary>
public sealed class RealPayloadsTests
{
    /// <summary>A new version of the same content costs new documents and no layer, and a firmware blob is one blob for every ISA.</summary>
    [Fact]
    public async Task Real_payloads_pack_once_whatever_the_version_and_the_isa()
    {
        var payloads = RealPayloads.Require();
        using TemporaryDirectory directory = new();
        await RealPayloads.ComposeAsync(payloads, directory.Combine("source"));

        var first = await PackAsync(payloads, directory, "535.261.03");
        var blobs = Blobs(directory);
        var second = await PackAsync(payloads, directory, "535.261.04");

        Assert.Equal(first, second);
        Assert.Equal(7, Blobs(directory).Except(blobs).Count()); // one index, three manifests, three configs
        Assert.Equal(FirmwareLayers(first, "riscv64"), FirmwareLayers(first, "amd64"));
    }

    // Title to digest.
    private static async Task<Dictionary<string, string>> PackAsync(string payloads, TemporaryDirectory directory, string version)
    {
        RealPayloads.WriteManifest(payloads, directory.Combine("source"), version);
        var run = await CommandLineRun.InAsync(directory.Path, "pack", "source", "--output", "oci:out", "--level", "1", "--json");
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("builds").EnumerateArray().SelectMany(build => build.GetProperty("layers").EnumerateArray())
            .ToDictionary(layer => layer.GetProperty("title").GetString()!, layer => layer.GetProperty("digest").GetString()!);
    }

    private static IEnumerable<string> FirmwareLayers(Dictionary<string, string> layers, string isa) =>
        layers.Where(layer => layer.Key.StartsWith(isa + "/firmware-", StringComparison.Ordinal)).OrderBy(layer => layer.Key, StringComparer.Ordinal).Select(layer => layer.Value);

    private static HashSet<string> Blobs(TemporaryDirectory directory) => [.. Directory.EnumerateFiles(directory.Combine("out", "blobs", "sha256")).Select(file => Path.GetFileName(file))];
}
