// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Documentation;

/// <summary>Executes every command of docs/guide, page by page, in a copy of samples/ and with a registry at $REGISTRY.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Pages => [.. GuidePage.Names()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_of_the_page_do_what_it_says(string name)
    {
        var page = GuidePage.Read(name);
        using TemporaryDirectory directory = new();
        await using var registry = await RegistryProcess.StartAsync();
        var environment = await PrepareAsync(directory, registry);

        foreach (var command in page.Commands)
        {
            var run = await ProgramRun.OfAsync("bash", ["-euo", "pipefail", "-c", command.Line], directory.Path, environment);
            Assert.True(run.ExitStatus == command.ExpectedStatus, $"{name}: `{command.Line}` exited {run.ExitStatus}, the page promises {command.ExpectedStatus}\n{run.Output}\n{run.Error}");
        }
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(TemporaryDirectory directory, RegistryProcess registry)
    {
        await ProgramRun.SucceedsAsync("cp", ["-r", RepositoryRoot.Combine("samples"), directory.Combine("samples")]);
        Directory.CreateDirectory(directory.Combine("bin"));
        var wrapper = directory.Combine("bin", "keyway");
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "keyway.dll")}' \"$@\"\n");
        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new Dictionary<string, string>
        {
            ["PATH"] = $"{directory.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["REGISTRY"] = registry.Authority,
        };
    }
}
