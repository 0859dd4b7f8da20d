// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Cli;

/// <summary>Refusals of the commands that let policies decide.</summary>
internal static partial class Errors
{
    public static readonly ErrorCode NothingToJudgeCode = new("KW9060", ErrorKind.Usage, "no package or evidence named");

    public static readonly ErrorCode BadVerifierCode = new("KW9061", ErrorKind.Usage, "not a verifier's id");

    public static KeywayException NothingToJudge() => KeywayException.Of(NothingToJudgeCode, "neither a package nor evidence was named", "name a package, or recorded evidence with --evidence");

    public static KeywayException TwoToJudge() => KeywayException.Of(NothingToJudgeCode, "both a package and recorded evidence were named", "leave one of them out");

    public static KeywayException BadVerifier(string id) => KeywayException.Of(BadVerifierCode, $"'{id}' is not the id of a verifier", "give an absolute URI such as https://example.com/mirror", "nothing was signed");
}
