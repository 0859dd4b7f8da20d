// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;

namespace Keyway.Resolution.Preflight;

/// <summary>Refusals of this folder: KW3380 to KW3399.</summary>
internal static class Errors
{
    public static readonly ErrorCode NotNowCode = new("KW3380", ErrorKind.PreflightFailed, "the host may not be changed now");
    public static readonly ErrorCode NotAStateCheckCode = new("KW3381", ErrorKind.Usage, "not a check of the host's state");

    public static KeywayException NotNow(string package, Finding first, int more) => KeywayException.Of(
        NotNowCode,
        $"{package} fits, but the host may not be changed now: {first.Check}: {first.Reason}{(more > 0 ? $" (and {more} more)" : "")}",
        $"run `keyway preflight` for all of it; put it right, or take care of it yourself and go on with --despite {first.Check}",
        "nothing was changed");

    public static KeywayException NotAStateCheck(string name, IEnumerable<string> known) => KeywayException.Of(
        NotAStateCheckCode,
        $"'{name}' is no check of the host's state: expected {string.Join(", ", known)}",
        "whether a package fits cannot be waved through; see spec/preflight");
}
