// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway vsa</c>: verification summaries.</summary>
internal static class VsaCommand
{
    public static Command Create(CliContext context) => new("vsa", "Say by a signed summary that a package was verified, for mirrors and sites behind an air gap.")
    {
        VsaCreateCommand.Create(context),
    };
}
