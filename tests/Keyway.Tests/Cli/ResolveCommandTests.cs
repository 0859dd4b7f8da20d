// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>The sample packages, packed, and resolved for the sample hosts: whole answers are golden files (digests depend on the libzstd that packed, so they are masked).</summary>
public sealed partial class ResolveCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>
{
    [Theory]
    [InlineData("riscv64-gpu-node", "2.3.1", "")]
    [InlineData("amd64-gpu-node", "2.4.0", "")]
    [InlineData("riscv64-board", null, "")]
    [InlineData("riscv64-board", "2.3.1", "--unknown=warn")]
    public async Task Resolve_answers_for_each_sample_host(string host, string? version, string option)
    {
        string[] arguments = ["resolve", "oci:repo", "--root", Host(host), .. option.Length == 0 ? Array.Empty<string>() : [option]];

        var run = await packed.RunAsync(arguments);

        Assert.Equal(version is null ? ExitCode.Incompatible : ExitCode.Done, run.ExitCode);
        Golden.Verify($"cli/resolve-{host}{option.Replace('=', '-')}.txt", Masked(run.Output));
        Assert.StartsWith(version is null ? "refused: " : $"found: kw-link {version} for ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_prints_one_document_with_the_same_answer()
    {
        var run = await packed.RunAsync("resolve", "oci:repo", "--root", Host("riscv64-gpu-node"), "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("granted", document.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("2.3.1", document.RootElement.GetProperty("chosen").GetProperty("version").GetString());
        Golden.Verify("cli/resolve-riscv64-gpu-node.json", Masked(run.Output));
    }

    [Fact]
    public async Task Resolve_from_a_facts_document_and_a_symbol_table_gives_the_same_answer_as_from_the_tree()
    {
        var tree = Host("amd64-gpu-node");
        await packed.RunAsync("probe", "--root", tree, "--output", "node.json");

        var fromTree = await packed.RunAsync("resolve", "oci:repo", "--root", tree);
        var fromFacts = await packed.RunAsync("resolve", "oci:repo", "--facts", "node.json", "--symbols", Path.Combine(tree, "boot", "symvers-6.12.118+deb13-amd64"));
        var withoutSymbols = await packed.RunAsync("resolve", "oci:repo:2.4.0", "--facts", "node.json");

        Assert.Equal(fromTree.Output, fromFacts.Output);
        Assert.Equal(ExitCode.Incompatible, withoutSymbols.ExitCode);
        Assert.Contains("need the kernel's export table", withoutSymbols.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fleet_is_resolved_from_lines_or_files_with_the_same_answer_as_each_host_alone()
    {
        Directory.CreateDirectory(Path.Combine(packed.Folder, "fleet"));
        List<string> lines = [];
        foreach (var host in (string[])["amd64-gpu-node", "riscv64-board", "riscv64-gpu-node"])
        {
            await packed.RunAsync("probe", "--root", Host(host), "--output", $"fleet/{host}.json");
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(packed.Folder, "fleet", host + ".json")));
            lines.Add(JsonSerializer.Serialize(document.RootElement));
        }

        File.WriteAllLines(Path.Combine(packed.Folder, "fleet.jsonl"), lines);
        string[] symbols = ["--symbols", Path.Combine(Host("amd64-gpu-node"), "boot", "symvers-6.12.118+deb13-amd64")];

        var fromFiles = await packed.RunAsync(["resolve", "oci:repo", "--fleet", "fleet", .. symbols]);
        var fromLines = await packed.RunAsync(["resolve", "oci:repo", "--fleet", "fleet.jsonl", .. symbols, "--json"]);
        var alone = await packed.RunAsync("resolve", "oci:repo", "--fleet", "fleet.jsonl", "--isa", "riscv64", "--unknown", "warn");

        Assert.Equal(ExitCode.Incompatible, fromFiles.ExitCode);
        Golden.Verify("cli/resolve-fleet.txt", Masked(fromFiles.Output));
        Golden.Verify("cli/resolve-fleet.json", Masked(fromLines.Output));
        Assert.Equal("", alone.Error);
    }

    [Fact]
    public async Task A_line_that_is_no_facts_document_names_its_place()
    {
        File.WriteAllText(Path.Combine(packed.Folder, "broken.jsonl"), "\n{}\n");

        var run = await packed.RunAsync("resolve", "oci:repo", "--fleet", "broken.jsonl");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("broken.jsonl:2 has no member 'schemaVersion'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_or_digest_names_one_candidate_and_several_references_add_up()
    {
        var node = Host("riscv64-gpu-node");
        using var answer = JsonDocument.Parse((await packed.RunAsync("resolve", "oci:repo:2.3.0", "--root", node, "--json")).Output);
        var digest = answer.RootElement.GetProperty("chosen").GetProperty("index").GetString();

        var byDigest = await packed.RunAsync("resolve", $"oci:repo@{digest}", "oci:repo:2.4.0", "--root", node);

        Assert.Equal(1, answer.RootElement.GetProperty("candidates").GetArrayLength());
        Assert.StartsWith("found: kw-link 2.3.0", byDigest.Output, StringComparison.Ordinal);
        Assert.Contains("kw-link 2.4.0  rejected", byDigest.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "KW1501", "oci:repo:9.9.9")]
    [InlineData(10, "KW1103", "oci:no-such-layout")]
    [InlineData(2, "KW3100", "oci:repo", "--region", "Europe")]
    [InlineData(2, "KW9001", "oci:repo", "--isa", "s390x")]
    [InlineData(2, "KW9001")]
    [InlineData(10, "KW9002", "oci:repo", "--facts", "no-such-file")]
    [InlineData(10, "KW4100", "oci:repo", "--root", "no-such-root")]
    public async Task What_cannot_be_asked_is_refused(int status, string code, params string[] arguments)
    {
        var run = await packed.RunAsync(["resolve", .. arguments]);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--require", "fusion-9.0", "the policy requires fusion-9.0")]
    [InlineData("--range", "<2.0.0", "the policy asks for <2.0.0")]
    [InlineData("--package", "other", "the policy asks for other")]
    [InlineData("--isa", "arm64", "supports the kernels 6.12+")]
    public async Task Options_reach_the_policy(string option, string value, string expected)
    {
        var run = await packed.RunAsync("resolve", "oci:repo", "--root", Host("riscv64-gpu-node"), option, value);

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    private static string Host(string name) => RepositoryRoot.Combine("samples", "hosts", name);

    private static string Masked(string output) => Today().Replace(SizeOfLayer().Replace(SizeInJson().Replace(Digest().Replace(output, "sha256:…"), "\"size\": 0"), ", … bytes"), "today is …");

    // The command asks the clock of the machine.
    [GeneratedRegex("today is [0-9-]{10}", RegexOptions.None, 1000)]
    private static partial Regex Today();

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex(", [0-9]+ bytes$", RegexOptions.Multiline, 1000)]
    private static partial Regex SizeOfLayer();

    [GeneratedRegex("\"size\": [0-9]+", RegexOptions.None, 1000)]
    private static partial Regex SizeInJson();

    /// <summary>The sample packages in one image layout, packed once.</summary>
    public sealed class Repository : IAsyncLifetime
    {
        private readonly TemporaryDirectory directory = new();

        internal string Folder => directory.Path;

        internal Task<CommandLineRun> RunAsync(params string[] arguments) => CommandLineRun.InAsync(directory.Path, arguments);

        public async ValueTask InitializeAsync()
        {
            foreach (var version in new[] { "1.9.0", "2.3.0", "2.3.1", "2.4.0" })
            {
                var run = await RunAsync("pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:repo", "--level", "1");
                Assert.True(run.ExitCode == ExitCode.Done, run.Error);
            }
        }

        public ValueTask DisposeAsync()
        {
            directory.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
