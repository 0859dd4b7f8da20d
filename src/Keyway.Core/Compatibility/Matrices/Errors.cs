// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Compatibility.Matrices;

/// <summary>Refusals of this folder: KW3220 to KW3249.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadMatrixCode = new("KW3220", ErrorKind.Usage, "not a compatibility matrix");
    public static readonly ErrorCode TooLargeCode = new("KW3221", ErrorKind.Usage, "compatibility matrix too large");
    public static readonly ErrorCode NotJsonCode = new("KW3222", ErrorKind.Usage, "compatibility matrix is not JSON");
    public static readonly ErrorCode ContradictionCode = new("KW3230", ErrorKind.Usage, "entries contradict each other");
    public static readonly ErrorCode AbsentOverrideCode = new("KW3231", ErrorKind.Usage, "override of an entry that is not there");
    public static readonly ErrorCode OlderOverrideCode = new("KW3232", ErrorKind.Usage, "override that is not newer than its entry");
    public static readonly ErrorCode ExpiredEvidenceCode = new("KW3233", ErrorKind.Usage, "evidence has expired");
    public static readonly ErrorCode ExpiredEntryCode = new("KW3234", ErrorKind.Usage, "entry has expired");
    public static readonly ErrorCode NoEvidenceCode = new("KW3235", ErrorKind.Usage, "supported without evidence");
    public static readonly ErrorCode OtherPackageCode = new("KW3240", ErrorKind.Usage, "matrices of different packages");
    public static readonly ErrorCode MergeConflictCode = new("KW3241", ErrorKind.Usage, "matrices have different entries of one id");

    public static KeywayException BadMatrix(string source, ImmutableArray<Diagnostic> problems) => KeywayException.Of(
        BadMatrixCode,
        $"{source} is not a compatibility matrix: {problems.Length} problem{(problems.Length == 1 ? "" : "s")}:{string.Concat(problems.Take(20).Select(problem => "\n" + problem))}",
        "correct each of them; `keyway matrix check` reads the file again",
        "nothing is judged by a matrix that cannot be read");

    public static KeywayException OtherPackage(string left, string right) => KeywayException.Of(
        OtherPackageCode,
        $"one matrix is for {left}, the other for {right}",
        "give matrices of one package");

    public static KeywayException MergeConflict(IReadOnlyCollection<string> ids) => KeywayException.Of(
        MergeConflictCode,
        $"the matrices have different entries of the same id and the same time: {string.Join(", ", ids.Take(8))}",
        "give the right one a later 'issued', or another id");
}
