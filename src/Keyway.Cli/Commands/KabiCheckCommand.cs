// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Compatibility.Kabi;
using Keyway.Hosts.Kernels;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway kabi check</c>: would this kernel load these modules?</summary>
internal static class KabiCheckCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> modules = new("module") { Description = "Module files that are loaded together, or directories with some", Arity = ArgumentArity.OneOrMore };
        Option<string?> host = new("--host") { Description = "Facts document of the host", HelpName = "FACTS" };
        Option<string?> symvers = new("--symvers") { Description = "Module.symvers of its kernel", HelpName = "FILE" };
        Option<string?> kabi = new("--kabi") { Description = "Kabi document, headers directory or image of the kernel", HelpName = "KERNEL" };
        Option<string?> vermagic = new("--vermagic") { Description = "Vermagic of the kernel, where the file given does not tell it", HelpName = "TEXT" };
        var root = HostRootOption.Create();
        Command command = new("check", """
            Tell whether a kernel loads modules, by the rule of its own loader, and name every symbol that stands in the way.

            Without --host, --symvers and --kabi, the kernel is the one that runs here. With --kabi and --host, it is that kernel on that host:
            the host's enforcement of signatures counts.

            Examples:
              keyway kabi check kw_base.ko kw_link.ko --kabi 6.12.118.kabi.json
              keyway kabi check kw_base.ko --host node17.json --symvers Module.symvers --json

            Exit status: 0 they load, 2 not a readable module, table or facts document, 10 no such file, 20 refused or not proven.
            """)
        {
            modules, host, symvers, kabi, vermagic, root,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var files = ModuleFiles.Read(parsed.GetRequiredValue(modules), context);
            var (facts, abi) = (parsed.GetValue(host), parsed.GetValue(kabi) ?? (parsed.GetValue(host) is null ? parsed.GetValue(symvers) : null));
            var report = facts is null && abi is not null ? null : await HostSource.ReadAsync(new HostSource(parsed.GetRequiredValue(root), facts, parsed.GetValue(symvers)), context, cancellationToken);
            var kernel = abi is null ? LoadingKernel.Of(report!.Facts, report.Symbols) : LoadingKernel.Of(KernelAbiSource.Read(context.Absolute(abi), abi), report?.Facts);
            if (parsed.GetValue(vermagic) is { } text) kernel = kernel with { Vermagic = text };
            return Print(KabiCheckDocument.Of(files, kernel, ModuleLoading.Judge(files, kernel)), parsed.GetValue<bool>("--json"), context);
        });
        return command;
    }

    private static int Print(KabiCheckDocument document, bool json, CliContext context)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.KabiCheckDocument));
        else document.Print(context.Output);
        return (int)(document.Problems.Count == 0 ? ExitCode.Done : ExitCode.Incompatible);
    }
}
