// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway key</c>: managed signing keys.</summary>
internal static class KeyCommand
{
    public static Command Create(CliContext context) => new("key", "Make signing keys and carry them to and from other tools.")
    {
        KeyExportCommand.Create(context),
        KeyGenerateCommand.Create(context),
        KeyImportCommand.Create(context),
        KeyPublicCommand.Create(context),
    };
}
