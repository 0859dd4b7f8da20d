// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Audit;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway channel resolve [REF]</c>: what a host's channel says.</summary>
internal static class ChannelResolveCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string?> reference = new("ref") { Description = "Judge the packages found there", Arity = ArgumentArity.ZeroOrOne };
        var root = HostRootOption.Create();
        Command command = new("resolve", """
            Update what a host knows of its channel - offers, permits, revocations - and say which of the packages in REF it may install,
            with every reason against the others. Nothing is installed.

            Examples:
              keyway channel resolve
              keyway channel resolve registry.example/gpu/driver --json

            Exit status: 0 shown, 2 wrong reference, 10 the host has joined no channel or there is no such package,
            21 nothing in REF is admitted, or metadata was refused, 75 unreachable.
            """)
        {
            reference, root,
        };
        var registry = RegistryOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.Channel, parsed => parsed.GetValue(reference) ?? "the host's channel") { Root = root };
        verb.Set(command, async (parsed, record, cancellationToken) =>
        {
            var hostRoot = context.Absolute(parsed.GetRequiredValue(root));
            ChannelMember member = new(hostRoot, context.Time);
            string[] sources = parsed.GetValue(reference) is { } source ? [source] : [];
            var packages = (await CandidateSource.ReadAsync(sources, registry.Read(parsed, context), context, cancellationToken)).Select(ChannelPackage.Of).ToList();
            var view = await ChannelSource.UpdateAsync(member, packages, context, cancellationToken);
            var (host, current) = (member.Host, ChannelAdmission.CurrentOf(new GenerationStore(hostRoot, context.Time).ReadStatus()));
            List<ChannelVerdict> verdicts = [.. packages.Select(package => ChannelDecision.Install(view, host, package, current, context.Time.GetUtcNow()))];
            ChannelResolution.Print(context, parsed.GetValue<bool>("--json"), host, view, verdicts);
            if (verdicts.Count == 0 || verdicts.Any(verdict => verdict.IsAdmitted)) return (int)ExitCode.Done;
            record.Digest = verdicts[0].Package.Index;
            await record.RefuseAsync(verdicts[0].RefusalFor(host));
            return (int)ExitCode.VerificationRefused;
        });
        return command;
    }
}
