// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway matrix</c>: what is known about a package on hosts.</summary>
internal static class MatrixCommand
{
    public static Command Create(CliContext context) => new("matrix", "Say where a package is known to work or to fail: check, compare, import, export, merge and show compatibility matrices.")
    {
        MatrixCheckCommand.Create(context),
        MatrixDiffCommand.Create(context),
        MatrixExportCommand.Create(context),
        MatrixImportCommand.Create(context),
        MatrixMergeCommand.Create(context),
        MatrixShowCommand.Create(context),
    };
}
