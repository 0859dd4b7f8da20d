// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Hosts;

/// <summary>The probe of this machine by its root user and by nobody in particular.</summary>
public sealed class UnprivilegedProbeTests
{
    private const string Nobody = "65534";

    [Fact]
    public async Task At_least_80_percent_of_the_facts_of_this_machine_need_no_root()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can probe as two users");
        await Peer.RequireProgramAsync("setpriv", "--version");
        using TemporaryDirectory directory = new();
        var program = directory.Combine("keyway");
        await ProgramRun.SucceedsAsync("cp", ["-r", Path.GetDirectoryName(typeof(ExitCode).Assembly.Location)!, program]);
        await ProgramRun.SucceedsAsync("chmod", ["-R", "a+rX", directory.Path]);
        string[] probe = [Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", Path.Combine(program, "keyway.dll"), "probe", "--no-programs", "--json"];

        var root = Names(await ProgramRun.SucceedsAsync("env", [$"HOME={directory.Path}", .. probe]));
        var nobody = Names(await ProgramRun.SucceedsAsync("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "env", "DOTNET_CLI_HOME=/tmp", "HOME=/tmp", .. probe]));

        Assert.True(root.Length > 20, $"only {root.Length} facts");
        Assert.True(root.Intersect(nobody).Count() * 100 >= root.Length * 80, $"root sees {root.Length} facts, nobody {nobody.Length}; missing: {string.Join(", ", root.Except(nobody))}");
    }

    private static string[] Names(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("facts").EnumerateObject().Select(fact => fact.Name)];
    }
}
