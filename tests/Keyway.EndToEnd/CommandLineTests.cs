// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;

namespace Keyway.EndToEnd;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Unknown_commands_exit_2()
    {
        CliContext context = new()
        {
            Output = new StringWriter(),
            Error = new StringWriter(),
            Time = TimeProvider.System,
            WorkingDirectory = Path.GetTempPath(),
            EnvironmentVariable = _ => null,
            IsTerminal = false,
        };

        Assert.Equal(ExitCode.Usage, await Program.RunAsync(["no-such-command"], context));
    }
}
