// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli;

/// <summary><c>--despite</c>: checks of the host's state that the operator takes care of.</summary>
internal static class DespiteOption
{
    public static Option<string[]> Create() => new("--despite")
    {
        Description = "Go on despite this check of the host's state, such as in-use; may be repeated",
        HelpName = "CHECK",
        DefaultValueFactory = _ => [],
    };
}
