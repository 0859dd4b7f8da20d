// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Compatibility.Profiles;

/// <summary>Refusals of this folder: KW3260 to KW3269.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadRegistryCode = new("KW3260", ErrorKind.Usage, "not a profile registry");
    public static readonly ErrorCode TooLargeCode = new("KW3261", ErrorKind.Usage, "profile registry too large");
    public static readonly ErrorCode NotJsonCode = new("KW3262", ErrorKind.Usage, "profile registry is not JSON");
    public static readonly ErrorCode UnknownProfileCode = new("KW3263", ErrorKind.Usage, "implied profile is not in the registry");
    public static readonly ErrorCode CycleCode = new("KW3264", ErrorKind.Usage, "profiles imply each other");
    public static readonly ErrorCode LevelCode = new("KW3265", ErrorKind.Usage, "profile implies one of a higher level");

    public static KeywayException BadRegistry(string source, ImmutableArray<Diagnostic> problems) => KeywayException.Of(
        BadRegistryCode,
        $"{source} is not a profile registry: {problems.Length} problem{(problems.Length == 1 ? "" : "s")}:{string.Concat(problems.Take(20).Select(problem => "\n" + problem))}",
        "correct each of them; `keyway profiles check` reads the file again");
}
