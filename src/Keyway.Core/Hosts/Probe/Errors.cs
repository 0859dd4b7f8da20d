// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Hosts.Probe;

/// <summary>Refusals of this folder: KW4100 to KW4199.</summary>
internal static class Errors
{
    public static readonly ErrorCode NoRootCode = new("KW4100", ErrorKind.NotFound, "no host root");

    public static KeywayException NoRoot(string root) => KeywayException.Of(
        NoRootCode,
        $"there is no directory {root} to read facts from",
        "give --root a captured host tree (spec/facts, \"Captured trees\"), or leave it out for this host");
}
