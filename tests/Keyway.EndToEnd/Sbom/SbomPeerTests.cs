// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Sbom;
using Keyway.Cli;
using Keyway.EndToEnd.Payloads;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Sbom;

/// <summary>SBOMs of real packages before their judges: official schemas, the SPDX project's validator, registries and clients of others.</summary>
public sealed class SbomPeerTests : IDisposable
{
    private static readonly string Sample = RepositoryRoot.Combine("samples", "kw-link", "2.3.1");

    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Formats => [.. SbomFormats.Words];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_official_schema_accepts_package_build_and_merge_and_notices_a_wrong_document(string format)
    {
        await KeywayAsync("sbom", "create", Sample, "--format", format, "--output", "package.json");
        await KeywayAsync("sbom", "create", Sample, "--format", format, "--isa", "riscv64", "--output", "build.json");
        await KeywayAsync("sbom", "merge", "package.json", "build.json", Foreign("syft-style.cdx.json"), Foreign("trivy-style.cdx.json"), Foreign("syft-style.spdx.json"), "--format", format, "--output", "merge.json");
        var text = await File.ReadAllTextAsync(directory.Combine("package.json"), Cancellation);
        await File.WriteAllTextAsync(directory.Combine("wrong.json"), text.Replace("\"name\": \"kw-link\"", "\"name\": 7", StringComparison.Ordinal), Cancellation);

        var verdicts = await SbomJudges.SchemaAsync(format, directory.Combine("package.json"), directory.Combine("build.json"), directory.Combine("merge.json"), directory.Combine("wrong.json"));

        Assert.Equal([$"valid {directory.Combine("package.json")}", $"valid {directory.Combine("build.json")}", $"valid {directory.Combine("merge.json")}"], verdicts.Take(3));
        Assert.StartsWith("invalid ", verdicts[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hand_written_documents_of_other_tools_are_valid_too()
    {
        Assert.All(await SbomJudges.SchemaAsync("cyclonedx-1.6", Foreign("syft-style.cdx.json")), verdict => Assert.StartsWith("valid ", verdict, StringComparison.Ordinal));
        Assert.All(await SbomJudges.SchemaAsync("spdx-2.3", Foreign("syft-style.spdx.json")), verdict => Assert.StartsWith("valid ", verdict, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pyspdxtools_has_nothing_to_say_about_package_and_merge_and_notices_a_wrong_document()
    {
        await KeywayAsync("sbom", "create", Sample, "--format", "spdx-2.3", "--output", "package.spdx.json");
        await KeywayAsync("sbom", "merge", "package.spdx.json", Foreign("syft-style.cdx.json"), "--format", "spdx-2.3", "--output", "merge.spdx.json");
        var text = await File.ReadAllTextAsync(directory.Combine("package.spdx.json"), Cancellation);
        await File.WriteAllTextAsync(directory.Combine("wrong.spdx.json"), text.Replace("GPL-2.0-only AND Apache-2.0", "GPL-2.0-only AND Nobody-1.0", StringComparison.Ordinal), Cancellation);

        var package = await SbomJudges.SpdxToolsAsync(directory.Combine("package.spdx.json"));
        var merge = await SbomJudges.SpdxToolsAsync(directory.Combine("merge.spdx.json"));
        var wrong = await SbomJudges.SpdxToolsAsync(directory.Combine("wrong.spdx.json"));

        Assert.Equal((0, ""), (package.ExitStatus, package.Error));
        Assert.Equal((0, ""), (merge.ExitStatus, merge.Error));
        Assert.NotEqual(0, wrong.ExitStatus);
    }

    [Fact]
    public async Task Two_builds_at_different_paths_give_the_same_bytes()
    {
        foreach (var place in new[] { "a", "another/place" })
        {
            Directory.CreateDirectory(directory.Combine(place));
            await ProgramRun.SucceedsAsync("cp", ["--recursive", Sample, directory.Combine(place, "source")]);
            await KeywayAsync("pack", $"{place}/source", "--output", $"oci:{place}/out", "--sbom", "spdx-3.0.1", "--sbom", "cyclonedx-1.6", "--sbom", "cyclonedx-1.7", "--sbom", "spdx-2.3");
        }

        await ProgramRun.SucceedsAsync("diff", ["--recursive", directory.Combine("a", "out"), directory.Combine("another", "place", "out")]);
        Assert.Equal(16, (await ReferrersAsync(directory.Combine("a", "out"))).Count);
    }

    [Fact]
    public async Task Push_and_pull_carry_the_attached_documents_and_oras_finds_them()
    {
        await using var registry = await RegistryProcess.StartAsync();
        await KeywayAsync("pack", Sample, "--output", "oci:out:v1");

        await KeywayAsync("push", "oci:out:v1", $"{registry.Authority}/gpu/kw-link:v1");
        await KeywayAsync("pull", $"{registry.Authority}/gpu/kw-link:v1", "oci:back");
        var found = await PeerProgram.RunAsync("oras", directory.Path, "discover", "--plain-http", "--format", "json", $"{registry.Authority}/gpu/kw-link:v1");

        Assert.Equal(await ReferrersAsync(directory.Combine("out")), await ReferrersAsync(directory.Combine("back")));
        Assert.Contains("application/spdx+json", found, StringComparison.Ordinal);
        Assert.Contains("application/vnd.cyclonedx+json", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_driver_payloads_have_valid_documents_that_agree_in_all_formats()
    {
        var payloads = RealPayloads.Require();
        await RealPayloads.ComposeAsync(payloads, directory.Combine("source"));
        RealPayloads.WriteManifest(payloads, directory.Combine("source"), "535.261.03");

        foreach (var format in SbomFormats.Words)
        {
            await KeywayAsync("sbom", "create", "source", "--format", format, "--output", $"{format}.json");
            Assert.StartsWith("valid ", Assert.Single(await SbomJudges.SchemaAsync(format, directory.Combine($"{format}.json"))), StringComparison.Ordinal);
            Assert.Equal("no differences\n", await KeywayAsync("sbom", "diff", "spdx-3.0.1.json", $"{format}.json"));
        }

        var judged = await SbomJudges.SpdxToolsAsync(directory.Combine("spdx-2.3.json"));
        Assert.Equal((0, ""), (judged.ExitStatus, judged.Error));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Foreign(string name) => RepositoryRoot.Combine("tests", "Keyway.Tests", "Artifacts", "Sbom", "Foreign", name);

    // Every manifest of the layout that is an SBOM's, by digest.
    private static async Task<IReadOnlyList<string>> ReferrersAsync(string layout)
    {
        using var index = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(layout, "index.json"), Cancellation));
        List<string> found = [];
        foreach (var digest in index.RootElement.GetProperty("manifests").EnumerateArray().Select(entry => entry.GetProperty("digest").GetString()!))
        {
            using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(layout, "blobs", "sha256", digest.Split(':')[1]), Cancellation));
            if (manifest.RootElement.TryGetProperty("subject", out _) && manifest.RootElement.GetProperty("artifactType").GetString() is "application/spdx+json" or "application/vnd.cyclonedx+json") found.Add(digest);
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    private async Task<string> KeywayAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run.Output;
    }
}
