// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway provenance</c>: how a package was built.</summary>
internal static class ProvenanceCommand
{
    public static Command Create(CliContext context) => new("provenance", "Write down how a package was built.")
    {
        ProvenanceCreateCommand.Create(context),
    };
}
