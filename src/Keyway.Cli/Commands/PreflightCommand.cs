// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Resolution;
using Keyway.Resolution.Preflight;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway preflight</c>: says whether one package may be installed on a host now, and changes nothing.</summary>
internal static class PreflightCommand
{
    public static Command Create(CliContext context)
    {
        ResolveArguments arguments = new();
        Argument<string> reference = new("ref") { Description = "The package: with a tag or digest that one, without the one that `keyway resolve` would look at first" };
        var despite = DespiteOption.Create();
        Command command = new("preflight", """
            Say whether a package may be installed on a host now, and why not.

            Two kinds of checks: whether the package fits (instruction set, kernel, modules, page size, C library, interconnect, firmware,
            signatures, region, support), and whether the host is in a state to be changed (driver bound, devices in use, pending
            changes, space, Fabric Manager, NVLSM, fabric). A kernel that the package does not list is a warning: run compatibility tests.

            Examples:
              keyway preflight registry.example/gpu/driver:2.3.1
              keyway preflight oci:out:2.3.1 --facts node17.json --unknown warn
              keyway preflight oci:out:2.3.1 --json | jq -r '.checks[] | select(.outcome != "ok") | .reason'

            Exit status: 0 ready, or with warnings only, 2 wrong command line, 10 no such package or root, 12 credentials missing or
            refused, 20 the package does not fit, or that cannot be told, 23 it fits, but the host may not be changed now, 75 registry
            unreachable or busy.
            """)
        {
            reference, arguments.Root, arguments.Facts, arguments.Symbols, arguments.Isa, arguments.Region, arguments.Require, arguments.Unknown, arguments.AllowEol,
            arguments.Matrix, arguments.Profiles, despite,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var policy = arguments.PolicyOf(parsed, context);
            var host = await HostSource.ReadAsync(arguments.HostOf(parsed), context, cancellationToken);
            var candidates = await CandidateSource.ReadAsync([parsed.GetRequiredValue(reference)], registry.Read(parsed, context), context, cancellationToken);
            if (candidates.IsEmpty) throw Errors.NoPackageToCheck(parsed.GetRequiredValue(reference));
            var package = Resolver.Resolve(candidates, host.Facts, host.Symbols, policy).Candidates[0].Package;
            var report = PreflightReport.Of(package, host.Facts, host.Symbols, policy, [.. parsed.GetRequiredValue(despite)]);
            Print(report, context, parsed.GetValue<bool>("--json"));
            return (int)StatusOf(report.Verdict);
        });
        return command;
    }

    private static void Print(PreflightReport report, CliContext context, bool json)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(PreflightDocument.Of(report), CliJson.Readable.PreflightDocument));
        else PreflightText.Print(report, context.Output);
    }

    private static ExitCode StatusOf(PreflightVerdict verdict) => verdict switch
    {
        PreflightVerdict.Ready or PreflightVerdict.Warned => ExitCode.Done,
        PreflightVerdict.Stopped => ExitCode.Incompatible,
        _ => ExitCode.PreflightFailed,
    };
}
