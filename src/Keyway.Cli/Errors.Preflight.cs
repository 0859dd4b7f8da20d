// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Cli;

/// <content>Refusals of preflight.</content>
internal static partial class Errors
{
    public static readonly ErrorCode NoPackageToCheckCode = new("KW9052", ErrorKind.NotFound, "no package to check");

    public static KeywayException NoPackageToCheck(string reference) => KeywayException.Of(
        NoPackageToCheckCode,
        $"{reference} holds no package that could be checked",
        "name one by its tag or digest; `keyway list` shows what is there");
}
