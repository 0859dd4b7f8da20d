// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

/// <summary>The sample packages in a catalogue file, and resolved from it.</summary>
public sealed class CatalogueCommandTests(ResolveCommandTests.Repository packed) : IClassFixture<ResolveCommandTests.Repository>
{
    private static readonly string Node = RepositoryRoot.Combine("samples", "hosts", "riscv64-gpu-node");
    private static readonly string Board = RepositoryRoot.Combine("samples", "hosts", "riscv64-board");

    [Fact]
    public async Task A_catalogue_is_built_shown_and_resolved_from()
    {
        var built = await packed.RunAsync("catalogue", "build", "oci:repo", "--output", "kw.catalogue");
        using var shown = JsonDocument.Parse((await packed.RunAsync("catalogue", "show", "kw.catalogue", "--json")).Output);
        using var direct = JsonDocument.Parse((await packed.RunAsync("resolve", "oci:repo", "--root", Node, "--json")).Output);
        using var local = JsonDocument.Parse((await packed.RunAsync("resolve", "--catalogue", "kw.catalogue", "--root", Node, "--json")).Output);
        var refused = await packed.RunAsync("resolve", "--catalogue", "kw.catalogue", "--root", Board);
        var explained = await packed.RunAsync("why-not", "kw-link:2.4.0", "--catalogue", "kw.catalogue", "--root", Node);
        var explainedDirectly = await packed.RunAsync("why-not", "kw-link:2.4.0", "oci:repo", "--root", Node);

        Assert.Equal(ExitCode.Done, built.ExitCode);
        Assert.StartsWith("kw.catalogue: 4 packages that ask ", built.Output, StringComparison.Ordinal);
        Assert.Equal(4, shown.RootElement.GetProperty("packages").GetInt32());
        Assert.Equal(direct.RootElement.GetProperty("chosen").ToString(), local.RootElement.GetProperty("chosen").ToString());
        Assert.Equal(ExitCode.Incompatible, refused.ExitCode);
        Assert.StartsWith("refused: none of the 4 packages in the catalogue fits this host", refused.Output, StringComparison.Ordinal);
        Assert.Equal(explainedDirectly.Output, explained.Output);
    }

    [Theory]
    [InlineData(2, "KW9001", "resolve")]
    [InlineData(2, "KW9001", "resolve", "oci:repo", "--catalogue", "kw.catalogue")]
    [InlineData(10, "KW9002", "resolve", "--catalogue", "no-such-file")]
    [InlineData(10, "KW9002", "catalogue", "show", "no-such-file")]
    [InlineData(2, "KW9001", "catalogue", "build", "oci:repo")]
    [InlineData(21, "KW1510", "catalogue", "show", "repo/index.json")]
    public async Task What_cannot_be_asked_is_refused(int status, string code, params string[] arguments)
    {
        var run = await packed.RunAsync(arguments);

        Assert.Equal(status, (int)run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }
}
