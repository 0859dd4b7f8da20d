// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>Questions about the sample packages and the sample hosts.</summary>
public sealed class WhyNotCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>
{
    private static readonly string Node = RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node");

    [Theory]
    [InlineData(0, "chosen: kw-link 2.3.1", "kw-link:2.3.1", "oci:repo")]
    [InlineData(0, "fits, not chosen: kw-link 2.3.0", "kw-link:2.3.0", "oci:repo")]
    [InlineData(20, "nearest: kw-link 2.4.0", "kw-link:2.4.0", "oci:repo")]
    [InlineData(0, "found: kw-link 2.3.1", "kw-link", "oci:repo")]
    [InlineData(20, "assumed, not observed: kernel.release = \"5.10.0\"; not known any more: kernel.", "kw-link:2.3.1", "oci:repo", "--assume", "kernel=5.10.0")]
    public async Task Why_not_says_why_and_what_would_help(int status, string expected, params string[] arguments)
    {
        var run = await packed.RunAsync(["why-not", .. arguments, "--root", Node]);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Count(c => c == '\n'), 1, 13);
    }

    [Theory]
    [InlineData(10, "KW3150", "kw-lnk:2.3.1", "oci:repo")]
    [InlineData(2, "KW3151", "kw-link", "oci:repo", "--assume", "kernel")]
    [InlineData(2, "KW3152", "kw-link", "oci:repo", "--assume", "page-size=4k")]
    [InlineData(2, "KW9001", "kw-link")]
    [InlineData(10, "KW1103", "kw-link", "oci:no-such-layout")]
    public async Task What_cannot_be_asked_is_refused(int status, string code, params string[] arguments)
    {
        var run = await packed.RunAsync(["why-not", .. arguments, "--root", Node]);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_commands_print_the_document_of_the_spec()
    {
        using var whyNot = JsonDocument.Parse((await packed.RunAsync("why-not", "kw-link:2.4.0", "oci:repo", "--root", Node, "--json")).Output);
        using var resolve = JsonDocument.Parse((await packed.RunAsync("resolve", "oci:repo", "--root", Node, "--explain", "--json")).Output);

        Assert.Equal("granted", whyNot.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(1, whyNot.RootElement.GetProperty("asked").GetInt32());
        Assert.Equal(4, resolve.RootElement.GetProperty("asked").GetInt32());
        Assert.Equal("2.3.1", resolve.RootElement.GetProperty("chosen").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Resolve_answers_what_if_and_says_that_it_assumed()
    {
        var text = await packed.RunAsync("resolve", "oci:repo", "--root", Node, "--assume", "kernel=5.10.0", "--assume", "link.profiles=fusion-1.0");
        using var json = JsonDocument.Parse((await packed.RunAsync("resolve", "oci:repo", "--root", Node, "--assume", "kernel=5.10.0", "--json")).Output);

        Assert.Equal(ExitCode.Incompatible, text.ExitCode);
        Assert.StartsWith("assumed, not observed: kernel.release = \"5.10.0\", link.profiles = [\"fusion-1.0\"]; not known any more: kernel.", text.Output, StringComparison.Ordinal);
        Assert.Equal("\"5.10.0\"", json.RootElement.GetProperty("assumed").GetProperty("kernel.release").GetString());
    }
}
