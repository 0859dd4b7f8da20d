// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Cli.Output;
using Keyway.Compatibility;
using Keyway.Compatibility.Kabi;
using Keyway.Hosts.Kernels;
using Keyway.Packages;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway kabi plan</c>: can this fleet take kernel X?</summary>
internal static class KabiPlanCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> references = new("ref") { Description = "Packages in use: with a tag or digest that one, without all tags of the repository", Arity = ArgumentArity.OneOrMore };
        Option<string> kernel = new("--kernel") { Description = "The new kernel: kabi document, headers directory, Module.symvers or image", HelpName = "KERNEL", Required = true };
        Option<string?> isa = new("--isa") { Description = "Its instruction set, where the file given does not tell it" };
        isa.AcceptOnlyFromAmong([.. Enum.GetValues<Isa>().Select(word => word.Word())]);
        Option<string?> fleet = new("--fleet") { Description = "Directory with a facts document of each host", HelpName = "DIR" };
        Command command = new("plan", """
            Tell which packages still load under another kernel, which need a rebuild from their source, and which symbols are the cause.

            With --fleet, each host's own enforcement of module signatures counts: where it is on, a rebuild on the host does not help.

            Examples:
              keyway kabi plan --kernel 6.12.118.kabi.json registry.example/gpu/driver
              keyway kabi plan --kernel linux-headers-6.12.118+deb13-amd64 registry.example/gpu/driver:2.3.1 --fleet facts --json

            Exit status: 0 everything loads, 2 wrong command line or document, 3 something needs a rebuild, 10 no such file, repository or tag,
            20 something cannot be loaded, 75 registry unreachable or busy.
            """)
        {
            references, kernel, isa, fleet,
        };
        var registry = RegistryOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(kernel);
            var abi = KernelAbiSource.Read(context.Absolute(path), path);
            var word = parsed.GetValue(isa) ?? abi.Isa ?? throw Errors.NoIsaOfKernel(path);
            var packages = await CandidateSource.ReadAsync(parsed.GetRequiredValue(references), registry.Read(parsed, context), context, cancellationToken);
            var plan = KernelUpdatePlan.Of(abi, word, packages, parsed.GetValue(fleet) is { } directory ? ReadFleet(context.Absolute(directory), directory) : null);
            return Print(plan, parsed.GetValue<bool>("--json"), context);
        });
        return command;
    }

    private static int Print(KernelUpdatePlan plan, bool json, CliContext context)
    {
        var document = KabiPlanDocument.Of(plan);
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.KabiPlanDocument));
        else document.Print(context.Output);
        return (int)(plan.Verdict switch { UpdateVerdict.Refused => ExitCode.Incompatible, UpdateVerdict.Rebuild => ExitCode.PartlyDone, _ => ExitCode.Done });
    }

    private static IEnumerable<KeyValuePair<string, HostFacts>> ReadFleet(string directory, string shown) => Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal)
        .Select(file => KeyValuePair.Create(Path.GetFileNameWithoutExtension(file), HostFacts.Parse(SmallFile.Read(file, HostFacts.MaximumDocument), Path.Combine(shown, Path.GetFileName(file)))));
}
