// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Audit;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway rollback</c>: switches to a generation that is still on disk.</summary>
internal static class RollbackCommand
{
    public static Command Create(CliContext context)
    {
        var root = HostRootOption.Create();
        Option<long?> to = new("--to") { Description = "The generation to switch to; without it the one before the current one", HelpName = "N" };
        Option<string> reason = new("--reason") { Description = "Why, for the history", DefaultValueFactory = _ => "asked for on the command line", HelpName = "TEXT" };
        Command command = new("rollback", """
            Switch a host back to a driver stack that is still on its disk. Nothing is downloaded.

            A second rollback without --to switches forward again. A host of a channel goes back only with the channel's permit
            (`keyway channel permit`), and never to what was revoked: without --to it passes over it. The decision is in the
            host's audit trail before the switch, a refusal too.

            Examples:
              keyway rollback
              keyway rollback --to 7 --reason "fabric errors after the update"

            Exit status: 0 switched or already there, 10 no such generation, 11 another change is running, 21 the generation is
            damaged or the channel refuses it, 23 not possible now, 24 failed and undone, 75 switched but not recorded yet.
            """)
        {
            root,
            to,
            reason,
        };
        AuditedVerb verb = new(context, AuditAction.Rollback, parsed => parsed.GetValue(to) is { } number ? $"generation {number}" : "the generation before") { Root = root };
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var hostRoot = context.Absolute(parsed.GetRequiredValue(root));
            GenerationStore store = new(hostRoot, context.Time);
            var outcome = store.Rollback(parsed.GetValue(to), parsed.GetRequiredValue(reason), target =>
            {
                // The store's lock is held meanwhile, and nothing else waits on this thread.
                record.Digest = target.Index;
                record.AdmitAsync(cancellationToken).GetAwaiter().GetResult();
            });
            await new ChannelMember(hostRoot, context.Time).UsePermitAsync(outcome.UsedPermit, cancellationToken);
            OutcomeText.Print(context, new(hostRoot, outcome, store.ReadStatus().Modules), parsed.GetValue<bool>("--json"));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
