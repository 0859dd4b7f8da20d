// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd;

public sealed class ToolInstallTests
{
    [Fact]
    public async Task Packed_tool_installs_and_runs()
    {
        using TemporaryDirectory directory = new();
        var configuration = AppContext.BaseDirectory.Contains("/release", StringComparison.Ordinal) ? "Release" : "Debug";
        await ProgramRun.SucceedsAsync("dotnet", ["pack", RepositoryRoot.Combine("src", "Keyway.Cli"), "--no-build", "--configuration", configuration, "--output", directory.Combine("packages")]);

        await ProgramRun.SucceedsAsync("dotnet", ["tool", "install", "--tool-path", directory.Combine("tools"), "--source", directory.Combine("packages"), "Keyway"], directory.Path);

        var run = await ProgramRun.SucceedsAsync(directory.Combine("tools", "keyway"), ["completion", "bash"]);
        Assert.Contains("complete -o default -F _keyway keyway", run.Output, StringComparison.Ordinal);
    }
}
