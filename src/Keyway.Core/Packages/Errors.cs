// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Packages;

/// <summary>Refusals of this folder: KW1300 to KW1399.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadConfigCode = new("KW1301", ErrorKind.VerificationRefused, "not a driver config");

    public static readonly ErrorCode ConfigTooLargeCode = new("KW1302", ErrorKind.VerificationRefused, "driver config too large");

    public static KeywayException BadConfig(string source, string problem, Exception? inner = null) => KeywayException.Of(
        BadConfigCode,
        $"{source} is not a driver config: {problem}",
        "pack the package again with `keyway pack`, or fetch it from a source you trust",
        inner: inner);

    public static KeywayException ConfigTooLarge(string source, long length) => KeywayException.Of(
        ConfigTooLargeCode,
        $"{source} has {length} bytes: a driver config has at most {DriverConfigJson.MaxLength}",
        "split the package, or fetch it from a source you trust");
}
