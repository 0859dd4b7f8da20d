// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Compatibility.Predicates;

/// <summary>Refusals of this folder: KW3200 to KW3209. What is wrong with single members has the codes of the manifest: KW1333 to KW1341.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadPredicateCode = new("KW3200", ErrorKind.Usage, "not a predicate");
    public static readonly ErrorCode TooLargeCode = new("KW3201", ErrorKind.Usage, "predicate too large or too deep");
    public static readonly ErrorCode NotJsonCode = new("KW3202", ErrorKind.Usage, "predicate is not JSON");

    public static KeywayException BadPredicate(string source, ImmutableArray<Diagnostic> problems) => KeywayException.Of(
        BadPredicateCode,
        $"{source} is not a predicate: {problems.Length} problem{(problems.Length == 1 ? "" : "s")}:{string.Concat(problems.Take(20).Select(problem => "\n" + problem))}",
        "correct each of them; spec/matrix says what a predicate is");
}
