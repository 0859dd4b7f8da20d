// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;

namespace Keyway.Tests.Fixtures;

/// <summary>One command line run in process: what it printed and its exit status.</summary>
internal sealed record CommandLineRun(ExitCode ExitCode, string Output, string Error)
{
    public static Task<CommandLineRun> OfAsync(params string[] args) => InAsync(Path.GetTempPath(), args);

    /// <summary>Runs with relative paths starting from a directory and with no environment variables.</summary>
    public static Task<CommandLineRun> InAsync(string workingDirectory, params string[] args) => InAsync(workingDirectory, new Dictionary<string, string>(), args);

    /// <summary>Runs with a text on standard input.</summary>
    public static Task<CommandLineRun> WithInputAsync(string workingDirectory, string input, params string[] args) =>
        RunAsync(workingDirectory, TimeProvider.System, _ => null, new StringReader(input), args);

    /// <summary>Runs with relative paths starting from a directory and with these environment variables only.</summary>
    public static Task<CommandLineRun> InAsync(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        WithAsync(workingDirectory, TimeProvider.System, name => environment.GetValueOrDefault(name), args);

    /// <summary>The same with a clock of the test's own.</summary>
    public static Task<CommandLineRun> WithAsync(string workingDirectory, TimeProvider time, Func<string, string?> environment, params string[] args) =>
        RunAsync(workingDirectory, time, environment, TextReader.Null, args);

    private static async Task<CommandLineRun> RunAsync(string workingDirectory, TimeProvider time, Func<string, string?> environment, TextReader input, string[] args)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        CliContext context = new()
        {
            Output = output,
            Error = error,
            Input = input,
            Time = time,
            WorkingDirectory = workingDirectory,
            EnvironmentVariable = environment,
            IsTerminal = false,
        };
        var status = await Program.RunAsync(args, context);
        return new CommandLineRun(status, output.ToString(), error.ToString());
    }
}
