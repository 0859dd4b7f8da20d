// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway audit show|verify</c>: the trail of decisions.</summary>
internal static class AuditCommand
{
    public static Command Create(CliContext context) => new("audit", "Show and verify the trail in which every decision is kept.")
    {
        AuditShowCommand.Create(context), AuditVerifyCommand.Create(context),
    };

    /// <summary>The argument that both have.</summary>
    public static Argument<string> TrailArgument() => new("trail") { Description = "Directory of the trail", DefaultValueFactory = _ => "/var/lib/keyway/audit" };
}
