// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Cli;

/// <summary>Refusals of planning.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode NoFleetCode = new("KW9059", ErrorKind.NotFound, "no facts of a fleet");

    public static KeywayException NoFleet(string directory) => KeywayException.Of(
        NoFleetCode,
        $"'{directory}' has no file NAME.json with the facts of a host",
        "write one for each host with `keyway probe --json --output NAME.json`");
}
