// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json;
using Keyway.Artifacts;

namespace Keyway.Cli.Output;

/// <summary>Prints a refusal: three lines for people on stderr, one document for machines on stdout.</summary>
internal static class ErrorReport
{
    public static ExitCode Print(KeywayException refusal, CliContext context, bool json)
    {
        if (!json || !TryWriteDocument(refusal, context.Output)) WriteText(refusal, context.Error);
        return ExitCodeOf(refusal.Code.Kind);
    }

    public static ExitCode ExitCodeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Usage => ExitCode.Usage,
        ErrorKind.NotFound => ExitCode.NotFound,
        ErrorKind.Busy => ExitCode.Busy,
        ErrorKind.NotAuthorised => ExitCode.NotAuthorised,
        ErrorKind.Incompatible => ExitCode.Incompatible,
        ErrorKind.VerificationRefused => ExitCode.VerificationRefused,
        ErrorKind.PolicyRefused => ExitCode.PolicyRefused,
        ErrorKind.PreflightFailed => ExitCode.PreflightFailed,
        ErrorKind.RolledBack => ExitCode.RolledBack,
        ErrorKind.TryLater => ExitCode.TryLater,
        _ => throw new UnreachableException(),
    };

    // What is refused may be the write to stdout itself.
    private static bool TryWriteDocument(KeywayException refusal, TextWriter output)
    {
        try
        {
            output.WriteLine(JsonSerializer.Serialize(Document(refusal), CliJson.Readable.ErrorDocument));
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void WriteText(KeywayException refusal, TextWriter error)
    {
        error.WriteLine($"keyway: {refusal.Code.Id} {Printable(refusal.Message)}");
        error.WriteLine($"  state: {Printable(refusal.State)}");
        error.WriteLine($"  next:  {Printable(refusal.Hint)}");
    }

    // A refusal quotes what it refuses, and that must not send control sequences to a terminal.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? $"\\u{(int)c:x4}" : c.ToString()));

    private static ErrorDocument Document(KeywayException refusal) =>
        new(new ErrorBody(refusal.Code.Id, refusal.Code.Title, refusal.Message, refusal.State, refusal.Hint));
}
