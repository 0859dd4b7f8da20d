// SPDX-License-Identifier: Apache-2.0

using Keyway.Resolution;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway resolve --json</c> prints. Candidates stand in the order of the answer: the chosen one first, then by descending version.</summary>
internal sealed record ResolveDocument(int SchemaVersion, string Verdict, string Reason, CandidateDocument? Chosen, IReadOnlyList<CandidateDocument> Candidates)
{
    public static ResolveDocument Of(HostResolution resolution) => resolution switch
    {
        Granted granted => new(1, "granted", granted.Chosen.Because, CandidateDocument.Of(granted.Chosen), All(resolution)),
        Refused refused => new(1, "refused", refused.Reason, null, All(resolution)),
        _ => throw new ArgumentOutOfRangeException(nameof(resolution)),
    };

    private static List<CandidateDocument> All(HostResolution resolution) => [.. resolution.Candidates.Select(CandidateDocument.Of)];
}
