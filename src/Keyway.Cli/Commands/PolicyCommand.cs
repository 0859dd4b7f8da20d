// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway policy</c>: whose packages are admitted.</summary>
internal static class PolicyCommand
{
    public static Command Create(CliContext context) => new("policy", "Say whose packages are admitted, ask why one is or is not, and test the answer.")
    {
        PolicyCheckCommand.Create(context),
        PolicyExplainCommand.Create(context),
        PolicyInitCommand.Create(context),
        PolicyTestCommand.Create(context),
    };
}
