// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Compatibility.Matrices;

/// <summary>Puts one verdict together from entries whose conditions and overrides are settled. Spec: spec/matrix §"Judgement".</summary>
internal sealed class EntryVerdict(string subject, ImmutableArray<JudgedEntry> entries)
{
    public MatrixJudgement Decide() =>
        Of(MatrixVerdict.KnownBad, Truth.True, MatrixVerdict.KnownBad, "is known-bad here")
        ?? Of(MatrixVerdict.KnownBad, Truth.Unknown, MatrixVerdict.Unknown, "may be known-bad here")
        ?? Of(MatrixVerdict.Deprecated, Truth.True, MatrixVerdict.Deprecated, "is deprecated here")
        ?? Of(MatrixVerdict.Supported, Truth.True, MatrixVerdict.Supported, "is supported here")
        ?? Of(MatrixVerdict.Supported, Truth.Unknown, MatrixVerdict.Unknown, "may be supported here")
        ?? Of(MatrixVerdict.Deprecated, Truth.Unknown, MatrixVerdict.Unknown, "may be deprecated here")
        ?? Of(MatrixVerdict.Untested, Truth.True, MatrixVerdict.Untested, "is marked untested here")
        ?? None();

    private MatrixJudgement? Of(MatrixVerdict said, Truth counts, MatrixVerdict verdict, string words)
    {
        ImmutableArray<JudgedEntry> deciding = [.. entries.Where(judged => judged.Entry.Verdict == said && judged.Counts == counts)];
        if (deciding.IsEmpty) return null;
        var first = deciding[0];
        var note = first.Entry.Note is { } seen ? $" ({seen})" : "";
        var more = deciding.Length > 1 ? $", and {deciding.Length - 1} more" : "";
        return new() { Verdict = verdict, Reason = $"{subject} {words} by entry {first.Entry.Id}{note}{more}: {first.Answer.Reason}", Deciding = deciding };
    }

    // The supported entry that came nearest says what would have to be different.
    private MatrixJudgement None()
    {
        var nearest = entries.FirstOrDefault(judged => judged.Entry.Verdict == MatrixVerdict.Supported);
        var why = nearest is null ? "" : $"; {nearest.Entry.Id} does not: {nearest.Answer.Reason}";
        return new() { Verdict = MatrixVerdict.Untested, Reason = $"{subject} is untested here: none of {entries.Length} entries speaks of this host{why}" };
    }
}
