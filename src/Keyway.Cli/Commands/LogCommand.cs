// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway log init|append|prove|verify|audit</c>: transparency logs in directories.</summary>
internal static class LogCommand
{
    public static Command Create(CliContext context) => new("log", "Keep a transparency log in a directory, prove entries, verify proofs, audit logs.")
    {
        LogInitCommand.Create(context), LogAppendCommand.Create(context), LogProveCommand.Create(context), LogVerifyCommand.Create(context), LogAuditCommand.Create(context),
    };
}
