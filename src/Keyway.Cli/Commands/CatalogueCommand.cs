// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli.Commands;

/// <summary><c>keyway catalogue</c>: one file that says everything resolving needs to know about many packages.</summary>
internal static class CatalogueCommand
{
    public static Command Create(CliContext context) => new("catalogue", "Write many packages into one file that resolves without a registry, and look into it.")
    {
        CatalogueBuildCommand.Create(context),
        CatalogueShowCommand.Create(context),
    };
}
