// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json;
using Keyway.Cli.Output;
using Keyway.Compatibility.Kabi;
using Keyway.Hosts.Kernels;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway kabi diff A B</c>: what changed for modules between two kernels.</summary>
internal static class KabiDiffCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> before = new("before") { Description = "The older kernel: kabi document, headers directory, Module.symvers or image" };
        Argument<string> after = new("after") { Description = "The newer kernel" };
        Option<string[]> usedBy = new("--used-by") { Description = "Only symbols that these modules import: a .ko file, or a directory with some; may be repeated", HelpName = "PATH", DefaultValueFactory = _ => [] };
        Command command = new("diff", """
            Compare two kernels: symbols that came and went, other CRCs, other licences and namespaces.

            Examples:
              keyway kabi diff 6.12.107.kabi.json 6.12.118.kabi.json
              keyway kabi diff old/Module.symvers new/Module.symvers --used-by kw_link.ko

            Exit status: 0 compared, whether or not they differ; 2 not a readable kernel or module, 10 no such file.
            """)
        {
            before, after, usedBy,
        };
        command.SetAction(parsed =>
        {
            var (old, now) = (Read(parsed.GetRequiredValue(before)), Read(parsed.GetRequiredValue(after)));
            var paths = parsed.GetRequiredValue(usedBy);
            var only = paths.Length == 0 ? null : ModuleFiles.Read(paths, context).SelectMany(module => module.Imports.Keys).ToHashSet(StringComparer.Ordinal);
            var document = KabiDiffDocument.Of(old, now, KernelAbiComparison.Of(old, now, only));
            if (parsed.GetValue<bool>("--json")) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.KabiDiffDocument));
            else document.Print(context.Output);
            return (int)ExitCode.Done;
        });
        return command;

        KernelAbi Read(string path) => KernelAbiSource.Read(context.Absolute(path), path);
    }
}
