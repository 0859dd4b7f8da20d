// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway kabi extract|diff|check|plan</c>: whether modules load into a kernel, and what a kernel update breaks.</summary>
internal static class KabiCommand
{
    public static Command Create(CliContext context) => new("kabi", "Read kernel ABIs, compare them, and tell which modules load.")
    {
        KabiExtractCommand.Create(context), KabiDiffCommand.Create(context), KabiCheckCommand.Create(context), KabiPlanCommand.Create(context),
    };
}
