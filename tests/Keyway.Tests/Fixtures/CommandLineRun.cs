// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;

namespace Keyway.Tests.Fixtures;

/// <summary>One command line run in process: what it printed and its exit status.</summary>
internal sealed record CommandLineRun(ExitCode ExitCode, string Output, string Error)
{
    public static Task<CommandLineRun> OfAsync(params string[] args) => InAsync(Path.GetTempPath(), args);

    /// <summary>Runs with relative paths starting from a directory and with no environment variables.</summary>
    public static Task<CommandLineRun> InAsync(string workingDirectory, params string[] args) => InAsync(workingDirectory, new Dictionary<string, string>(), args);

    /// <summary>Runs with relative paths starting from a directory and with these environment variables only.</summary>
    public static async Task<CommandLineRun> InAsync(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        CliContext context = new()
        {
            Output = output,
            Error = error,
            Time = TimeProvider.System,
            WorkingDirectory = workingDirectory,
            EnvironmentVariable = name => environment.GetValueOrDefault(name),
            IsTerminal = false,
        };
        var status = await Program.RunAsync(args, context);
        return new CommandLineRun(status, output.ToString(), error.ToString());
    }
}
