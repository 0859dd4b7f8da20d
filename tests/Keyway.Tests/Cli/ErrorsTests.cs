// SPDX-License-Identifier: Apache-2.0

using Keyway.Cli;
using Keyway.Cli.Output;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class ErrorsTests
{
    [Fact]
    public void Missing_files_are_not_found_KW9002() => Check("KW9002", ExitCode.NotFound, new FileNotFoundException("Could not find file 'a.json'."));

    [Fact]
    public void Refused_files_fail_the_preflight_KW9003() => Check("KW9003", ExitCode.PreflightFailed, new UnauthorizedAccessException("Access to the path 'a.json' is denied."));

    private static void Check(string code, ExitCode expected, Exception cause)
    {
        StringWriter error = new() { NewLine = "\n" };
        CliContext context = new()
        {
            Output = TextWriter.Null,
            Error = error,
            Time = TimeProvider.System,
            WorkingDirectory = "/",
            EnvironmentVariable = _ => null,
            IsTerminal = false,
        };

        var status = ErrorReport.Print(Keyway.Cli.Errors.FileSystem(cause), context, json: false);

        Assert.Equal(expected, status);
        Golden.Verify($"errors/{code}.txt", error.ToString());
    }
}
