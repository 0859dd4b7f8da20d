// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Admission;

/// <summary>Refusals of this folder: KW2650 to KW2699.</summary>
internal static class Errors
{
    public static readonly ErrorCode NoPolicyCode = new("KW2650", ErrorKind.NotFound, "no policy");
    public static readonly ErrorCode TooManyPoliciesCode = new("KW2651", ErrorKind.Usage, "too many policies");
    public static readonly ErrorCode NobodyAskedCode = new("KW2652", ErrorKind.PolicyRefused, "nobody was asked who made a package");

    public static KeywayException NoPolicy(string path) => KeywayException.Of(
        NoPolicyCode,
        $"there is nothing at '{path}'",
        "name a policy document, or a directory with *.json files in it; `keyway policy init` writes one",
        "nothing is admitted without a policy");

    public static KeywayException TooManyPolicies(int found, int limit) => KeywayException.Of(
        TooManyPoliciesCode,
        $"{found} policies were named, more than {limit}",
        "name the directory of one site");

    public static KeywayException NobodyAsked(string reference) => KeywayException.Of(
        NobodyAskedCode,
        $"nothing says who has to have made '{reference}', and a host gets only what somebody vouches for",
        "give --key, --identity with --issuer, --policy, or --channel; or put a policy into etc/keyway/policy.json of the host (`keyway policy init`); or say --allow-unverified, which the audit trail, the history and the status keep");
}
