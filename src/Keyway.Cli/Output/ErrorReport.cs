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
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(Document(refusal), CliJson.Readable.ErrorDocument));
        else WriteText(refusal, context.Error);
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

    private static void WriteText(KeywayException refusal, TextWriter error)
    {
        error.WriteLine($"keyway: {refusal.Code.Id} {refusal.Message}");
        error.WriteLine($"  state: {refusal.State}");
        error.WriteLine($"  next:  {refusal.Hint}");
    }

    private static ErrorDocument Document(KeywayException refusal) =>
        new(new ErrorBody(refusal.Code.Id, refusal.Code.Title, refusal.Message, refusal.State, refusal.Hint));
}
