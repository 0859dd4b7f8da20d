// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text;
using Keyway.Compatibility.Kabi;
using Keyway.Hosts.Kernels;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway kabi extract</c>: what of a kernel decides about modules, as one small document.</summary>
internal static class KabiExtractCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string?> source = new("source") { Description = "Kernel headers directory, Module.symvers, vmlinux, vmlinuz or kabi document; default: the running kernel", Arity = ArgumentArity.ZeroOrOne };
        var root = HostRootOption.Create();
        Option<string> format = new("--format") { Description = "What to write", DefaultValueFactory = _ => "kabi" };
        format.AcceptOnlyFromAmong("kabi", "symvers");
        Option<string?> output = new("--output", "-o") { Description = "Write to a file instead of standard output", HelpName = "FILE" };
        Command command = new("extract", """
            Write what of a kernel decides whether modules load: vermagic, exported symbols with CRCs, namespaces and licences, signature rule.

            A kernel image holds only what the kernel itself exports, not what its modules do.

            Examples:
              keyway kabi extract /usr/src/linux-headers-6.12.107+deb13-amd64 -o 6.12.107.kabi.json
              keyway kabi extract                       # the running kernel
              keyway kabi extract /boot/vmlinuz-6.12.107+deb13-amd64 --format symvers

            Exit status: 0 written, 2 not a readable kernel or table, 10 no such file, or no table there.
            """)
        {
            source, root, format, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var abi = parsed.GetValue(source) is { } path
                ? KernelAbiSource.Read(context.Absolute(path), path)
                : KernelAbiSource.Of(await HostSource.ReadAsync(new HostSource(parsed.GetRequiredValue(root), null, null), context, cancellationToken), parsed.GetRequiredValue(root));
            await WriteAsync(abi, parsed.GetRequiredValue(format), parsed.GetValue(output), context, cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(KernelAbi abi, string format, string? file, CliContext context, CancellationToken cancellationToken)
    {
        var text = format == "kabi" ? Encoding.UTF8.GetString(abi.ToJson()) : string.Concat(abi.ToSymvers().Select(row => row + "\n"));
        if (file is null) await context.Output.WriteAsync(text.AsMemory(), cancellationToken);
        else await File.WriteAllTextAsync(context.Absolute(file), text, cancellationToken);
    }
}
