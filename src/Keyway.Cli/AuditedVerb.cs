// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts;
using Keyway.Audit;

namespace Keyway.Cli;

/// <summary>
/// The one way into every command that decides whether something may be trusted or used: a refusal that comes out of it is in the audit trail before anybody reads it, and
/// goes on unchanged. The trail is that of <c>--audit</c>, else of KEYWAY_AUDIT, else the host's own; a command without a host then keeps none.
/// </summary>
/// <param name="context">The outside.</param>
/// <param name="action">What the command decides.</param>
/// <param name="subject">How the command line names what it decides about.</param>
internal sealed class AuditedVerb(CliContext context, AuditAction action, Func<ParseResult, string> subject)
{
    private const string Variable = "KEYWAY_AUDIT";
    private const string PlaceInHost = "var/lib/keyway/audit";

    private readonly Option<string?> audit = new("--audit") { Description = $"Audit trail to record the decision in; without it that of {Variable}", HelpName = "DIR" };

    /// <summary>Where the host is whose trail records; null for commands without a host.</summary>
    public Option<string>? Root { get; init; }

    /// <summary>Asks only what would be done: the host's own trail stays as it is, like the rest of the host.</summary>
    public Option<bool>? DryRun { get; init; }

    /// <summary>Gives the command its option and its action.</summary>
    public void Set(Command command, Func<ParseResult, AuditedDecision, CancellationToken, Task<int>> run)
    {
        if (Root is not null) audit.Description += $", or the host's own, {PlaceInHost}";
        command.Options.Add(audit);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            AuditedDecision decision = new(TrailOf(parsed), action, subject(parsed), context.Error);
            try
            {
                return await run(parsed, decision, cancellationToken);
            }
            catch (KeywayException refusal) when (IsRecorded(refusal.Code.Kind))
            {
                await decision.RefuseAsync(refusal);
                throw;
            }
        });
    }

    // A server that drips for ever keeps a host from its updates as surely as one that lies, and a change of a host that failed after it was admitted did not happen.
    private bool IsRecorded(ErrorKind kind) => kind switch
    {
        ErrorKind.VerificationRefused or ErrorKind.PolicyRefused or ErrorKind.NotAuthorised or ErrorKind.TryLater => true,
        ErrorKind.Incompatible or ErrorKind.PreflightFailed or ErrorKind.RolledBack => Root is not null,
        _ => false,
    };

    /// <summary>The trail in a directory, with this program as the one that decides.</summary>
    public static AuditTrail Trail(CliContext context, string directory) => new(
        context.Absolute(directory),
        new() { Program = "keyway", Version = typeof(AuditedVerb).Assembly.GetName().Version!.ToString(3), User = context.EnvironmentVariable("USER") },
        context.Time);

    private AuditTrail? TrailOf(ParseResult parsed) =>
        (parsed.GetValue(audit) ?? NamedByEnvironment() ?? OfHost(parsed)) is { } directory ? Trail(context, directory) : null;

    private string? NamedByEnvironment() => context.EnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    // A root that is not there is not made by writing down that it is not there.
    private string? OfHost(ParseResult parsed)
    {
        if (Root is null || (DryRun is not null && parsed.GetValue(DryRun))) return null;
        var root = context.Absolute(parsed.GetRequiredValue(Root));
        return Directory.Exists(root) && !LeadsOut(root) ? Path.Combine(root, PlaceInHost) : null;
    }

    // A link in an image may lead to this machine. The store refuses such a host anyway, so nothing is admitted without a record.
    private static bool LeadsOut(string root) =>
        PlaceInHost.Split('/').SkipLast(1).Any(part => new DirectoryInfo(root = Path.Combine(root, part)).LinkTarget is not null);
}
