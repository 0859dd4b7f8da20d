// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Admission;

/// <summary>Refusals of this folder: KW2650 to KW2699.</summary>
internal static class Errors
{
    public static readonly ErrorCode NoPolicyCode = new("KW2650", ErrorKind.NotFound, "no policy");
    public static readonly ErrorCode TooManyPoliciesCode = new("KW2651", ErrorKind.Usage, "too many policies");

    public static KeywayException NoPolicy(string path) => KeywayException.Of(
        NoPolicyCode,
        $"there is nothing at '{path}'",
        "name a policy document, or a directory with *.json files in it; `keyway policy init` writes one",
        "nothing is admitted without a policy");

    public static KeywayException TooManyPolicies(int found, int limit) => KeywayException.Of(
        TooManyPoliciesCode,
        $"{found} policies were named, more than {limit}",
        "name the directory of one site");
}
