// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>Refusals of this folder: KW2100 to KW2104.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadTrustedRootCode = new("KW2100", ErrorKind.VerificationRefused, "not a trusted root");
    public static readonly ErrorCode BadPeriodCode = new("KW2101", ErrorKind.VerificationRefused, "trusted root with a period that is no closed interval");

    public static KeywayException BadTrustedRoot(string reason, Exception? inner = null) => KeywayException.Of(
        BadTrustedRootCode,
        $"the trusted root cannot be used: {reason}",
        "get trusted_root.json again from where it is published; nothing is trusted without it",
        inner: inner);

    public static KeywayException BadPeriod(string where, string reason) => KeywayException.Of(
        BadPeriodCode,
        $"the trusted root cannot be used: '{where}' {reason}",
        "its publisher has to give every key and authority a start; without one a key would be trusted for all time");
}
