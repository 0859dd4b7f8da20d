// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution;
using Keyway.Resolution.Explanations;

namespace Keyway.Cli.Output;

/// <summary>
/// What <c>keyway resolve --json</c> prints. Candidates stand in the order of the answer: the chosen one first, then by descending version. Assumed facts are
/// named with their values as compact JSON; null when nothing was assumed.
/// </summary>
internal sealed record ResolveDocument(int SchemaVersion, string Verdict, string Reason, IReadOnlyDictionary<string, string>? Assumed, CandidateDocument? Chosen, IReadOnlyList<CandidateDocument> Candidates)
{
    public static ResolveDocument Of(HostResolution resolution, Assumptions assumed) => resolution switch
    {
        Granted granted => new(1, "granted", granted.Chosen.Because, Facts(assumed), CandidateDocument.Of(granted.Chosen), All(resolution)),
        Refused refused => new(1, "refused", refused.Reason, Facts(assumed), null, All(resolution)),
        _ => throw new ArgumentOutOfRangeException(nameof(resolution)),
    };

    private static List<CandidateDocument> All(HostResolution resolution) => [.. resolution.Candidates.Select(CandidateDocument.Of)];

    private static SortedDictionary<string, string>? Facts(Assumptions assumed) =>
        assumed.Assumed.IsEmpty ? null : new(assumed.Assumed.ToDictionary(one => one.Name.ToString(), one => one.Value.ToString()), StringComparer.Ordinal);
}
