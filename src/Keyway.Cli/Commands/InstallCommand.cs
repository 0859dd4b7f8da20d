// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Admission;
using Keyway.Artifacts.Oci;
using Keyway.Audit;
using Keyway.Channels;
using Keyway.Cli.Output;
using Keyway.Hosts.Store;
using Keyway.Resolution;
using Keyway.Resolution.Explanations;
using Keyway.Resolution.Preflight;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway install</c>: resolves for a host, fetches what is missing and switches to it.</summary>
internal static class InstallCommand
{
    public static Command Create(CliContext context)
    {
        InstallArguments arguments = new();
        Command command = new("install", """
            Install the package that fits a host, and switch to it in one step.

            The host is probed, the package checked against it, and only the layers it needs are fetched: user space, the modules of its
            kernel, firmware. They are unpacked beside what is current, read back from the disk and hashed; then one rename switches.
            A crash at any instant leaves the former or the new stack. `keyway rollback` goes back without a download.

            With --key, or --identity and --issuer, the index and the manifest of this host's build must be signed by one of them:
            checked by the digests that the reference was resolved to, before the first layer is read. A package that is not signed
            so is refused; none that fits less well is taken in its place. A policy in etc/keyway/policy.json of the host is always asked.
            Where neither these nor --policy or --channel asks who made the package, it is refused, also with --dry-run; --allow-unverified
            installs it nevertheless and is on record for good.

            A host that is known to be in no state for it (GPUs in use, nouveau bound, a change pending) is left alone; see `keyway preflight`.

            The decision is in the host's audit trail before the host is touched; a refusal is there too. What cannot be recorded is
            not installed.

            Examples:
              keyway install registry.example/gpu/driver:2.3.1
              keyway install registry.example/gpu/driver --key /etc/keyway/release.pub
              keyway install oci:out --key release.pub --dry-run
              keyway install registry.example/gpu/driver --channel
              keyway install oci:out --root /mnt/image --facts node17.json --allow-unverified

            Exit status: 0 installed or already current, 2 wrong command line, 10 no such package or root, 11 another change is running,
            20 nothing fits, 21 content is not what it should be or not signed, 22 signed by nobody you trust or nobody to trust named, 23 no space or not possible
            now (see `keyway preflight`), 24 failed and undone, 75 switched but not recorded yet or try later, 130 cancelled.
            """)
        {
            arguments.Reference, arguments.Root, arguments.Facts, arguments.Symbols, arguments.Region, arguments.DryRun, arguments.Channel, arguments.AllowUnverified, arguments.Despite,
        };
        var signatures = SignatureOptions.AddTo(command);
        var policies = AdmissionOptions.AddTo(command);
        var registry = RegistryOptions.AddTo(command);
        AuditedVerb verb = new(context, AuditAction.Install, parsed => parsed.GetRequiredValue(arguments.Reference)) { Root = arguments.Root, DryRun = arguments.DryRun };
        verb.Set(command, (parsed, record, cancellationToken) => RunAsync(parsed, record, arguments, signatures, policies, registry, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, AuditedDecision record, InstallArguments arguments, SignatureOptions signatures, AdmissionOptions policies, RegistryOptions registry, CliContext context, CancellationToken cancellationToken)
    {
        var (source, json) = (parsed.GetRequiredValue(arguments.Reference), parsed.GetValue<bool>("--json"));
        var demand = signatures.Read(parsed, context);
        var root = context.Absolute(parsed.GetRequiredValue(arguments.Root));
        ChannelMember member = new(root, context.Time);
        var origin = OriginOf(parsed, arguments, demand, policies, root, member);
        origin.OrRefuse(source);
        var host = await HostSource.ReadAsync(arguments.HostOf(parsed), context, cancellationToken);
        await using var connection = await OciConnection.OpenAsync(ArtifactReference.Parse(source), registry.Read(parsed, context), cancellationToken);
        var candidates = await CandidateSource.ReadAsync(connection, context, cancellationToken);
        GenerationStore store = new(root, context.Time);
        var admission = parsed.GetValue(arguments.Channel) ? await ChannelAdmission.ReadAsync(member, candidates, store.ReadStatus(), context, cancellationToken) : null;
        if (admission is not null) candidates = admission.Filter(candidates);
        var resolution = Resolver.Resolve(candidates, host.Facts, host.Symbols, arguments.PolicyOf(parsed, context.Time));
        record.Digest = (resolution as Granted)?.Chosen.Package.Index.Digest;
        var proof = resolution is Granted { Chosen: { Build: { } build } chosen }
            ? await SignatureCheck.RequireAsync(demand, connection.Repository, [chosen.Package.Index, build.Manifest], cancellationToken)
            : null;
        if (resolution is Granted { Chosen: var picked }) await policies.RequireAsync(parsed, record, context, ArtifactReference.Parse(source), connection.Repository, picked.Package.Index, parsed.GetValue(arguments.Region), root, cancellationToken);
        if (origin.IsUnverified) record.Remark = new() { Code = OriginDemand.UnverifiedCode, Text = origin.Describe(null) };
        if (parsed.GetValue(arguments.DryRun)) return (int)PrintResolution(resolution, context, json);

        if (resolution is Refused) ResolutionText.Print(resolution, context.Error);
        if (resolution is Granted { Chosen.Package: var fitting }) PreflightReport.Of(fitting, host.Facts, host.Symbols, arguments.PolicyOf(parsed, context.Time), [.. parsed.GetRequiredValue(arguments.Despite)]).DemandState();
        var request = InstallRequests.Of(resolution, connection.Repository, source, proof: origin.Describe(proof));
        request = request with { Admission = admission?.Of(request), Admitted = record.AdmitAsync };
        var outcome = await InstallProgressBar.RunAsync(context, progress => store.InstallAsync(request, progress, cancellationToken));
        await member.UsePermitAsync(outcome.UsedPermit, cancellationToken);
        OutcomeText.Print(context, new(root, outcome, store.ReadStatus().Modules), json);
        if (origin.IsUnverified) context.Error.WriteLine($"keyway: warning: {origin.Describe(null)}");
        return (int)ExitCode.Done;
    }

    // The store itself turns away what the channel of a host that has joined one did not admit.
    private static OriginDemand OriginOf(ParseResult parsed, InstallArguments arguments, SignatureDemand? demand, AdmissionOptions policies, string root, ChannelMember member) => new()
    {
        AsksSignature = demand is not null,
        AsksPolicy = policies.AreAsked(parsed, root),
        AsksChannel = parsed.GetValue(arguments.Channel) || member.HasJoined,
        AllowsUnverified = parsed.GetValue(arguments.AllowUnverified),
    };

    private static ExitCode PrintResolution(HostResolution resolution, CliContext context, bool json)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(ResolveDocument.Of(resolution, Assumptions.None), CliJson.Readable.ResolveDocument));
        else ResolutionText.Print(resolution, context.Output);
        return resolution is Granted ? ExitCode.Done : ExitCode.Incompatible;
    }
}
