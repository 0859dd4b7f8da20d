// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Keyway.EndToEnd;

/// <summary>A real program run to its end: exit status and what it printed.</summary>
internal sealed record ProgramRun(int ExitStatus, string Output, string Error)
{
    /// <summary>Runs a program with the test's environment and the given additions.</summary>
    public static async Task<ProgramRun> OfAsync(string program, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = workingDirectory ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    /// <summary>The same, failing the test with everything printed unless the status is 0.</summary>
    public static async Task<ProgramRun> SucceedsAsync(string program, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var list = arguments.ToList();
        var run = await OfAsync(program, list, workingDirectory, environment);
        Assert.True(run.ExitStatus == 0, $"{program} {string.Join(' ', list)} exited {run.ExitStatus}\n{run.Output}\n{run.Error}");
        return run;
    }
}
