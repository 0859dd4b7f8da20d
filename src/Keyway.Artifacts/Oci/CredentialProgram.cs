// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Keyway.Artifacts.Oci;

/// <summary>
/// A <c>docker-credential-NAME</c> program found on PATH: gets the registry's name on its input and prints a JSON document. The only file of this library that
/// starts a program.
/// </summary>
internal sealed partial class CredentialProgram(string name, RegistrySettings settings)
{
    private const int MaxAnswer = 64 << 10;
    private const string IdentityTokenUser = "<token>";

    private string Program => "docker-credential-" + name;

    /// <summary>The credential, or null when the helper has none for this registry.</summary>
    /// <exception cref="KeywayException">KW1131: the helper is missing or failed.</exception>
    public async Task<Credential?> GetAsync(string server, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(settings.AnswerTimeout, settings.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var process = Start();
        try
        {
            await AskAsync(process, server);
            var answer = await ReadAsync(process.StandardOutput, linked.Token);
            await process.WaitForExitAsync(linked.Token);
            return Parse(answer, process.ExitCode);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Errors.CredentialHelperFailed(Program, $"it did not answer within {settings.AnswerTimeout.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    // A helper may answer without reading the question.
    private static async Task AskAsync(Process process, string server)
    {
        try
        {
            await process.StandardInput.WriteAsync(server);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    private Process Start()
    {
        if (!NamePattern.IsMatch(name)) throw Errors.CredentialHelperFailed(Program, "that is no name of a program");
        ProcessStartInfo start = new(Find(), ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
#pragma warning disable RS0030 // this file is the one that may start programs: helpers are separate programs by docker's protocol
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            throw Errors.CredentialHelperFailed(Program, reason.Message, reason);
        }
    }

    private string Find()
    {
        var folders = (settings.EnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists) ?? throw Errors.CredentialHelperFailed(Program, "it is not on PATH");
    }

    private async Task<string> ReadAsync(StreamReader output, CancellationToken cancellationToken)
    {
        var buffer = new char[MaxAnswer + 1];
        var count = await output.ReadBlockAsync(buffer, cancellationToken);
        return count <= MaxAnswer ? new string(buffer, 0, count) : throw Errors.CredentialHelperFailed(Program, $"it printed more than {MaxAnswer} characters");
    }

    private Credential? Parse(string answer, int status)
    {
        if (status != 0 && answer.Contains("not found", StringComparison.OrdinalIgnoreCase)) return null;
        if (status != 0) throw Errors.CredentialHelperFailed(Program, $"it exited with status {status}: {AnswerText.Excerpt(Encoding.UTF8.GetBytes(answer))}");
        try
        {
            var found = JsonSerializer.Deserialize(answer, WireJson.Default.HelperAnswer);
            if (string.IsNullOrEmpty(found?.Secret)) return null;
            return found.Username is IdentityTokenUser ? Credential.OfIdentityToken(found.Secret) : Credential.OfPassword(found.Username ?? "", found.Secret);
        }
        catch (JsonException reason)
        {
            // The reason may quote the answer, which holds a secret.
            throw Errors.CredentialHelperFailed(Program, $"it did not print the expected JSON (line {reason.LineNumber})");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern { get; }
}
