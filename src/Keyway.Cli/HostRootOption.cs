// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Keyway.Cli;

/// <summary>The option <c>--root</c> of every command about a host.</summary>
internal static class HostRootOption
{
    public static Option<string> Create() => new("--root") { Description = "Where the host's file system starts", DefaultValueFactory = _ => "/", HelpName = "DIR" };
}
