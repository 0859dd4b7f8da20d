// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Transparency;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>Verifies log entries against the logs of the trusted root: the promise, which gives a time, and the proof. What the entry is about is compared by <see cref="EntryBinding"/>. Thread safe.</summary>
internal sealed class LogVerifier(ImmutableArray<TransparencyLog> logs)
{
    /// <summary>The log of the entry.</summary>
    /// <exception cref="KeywayException">KW2150: the trusted root does not name it, or its key is of no use here.</exception>
    public TransparencyLog Find(LogEntry entry)
    {
        var log = logs.FirstOrDefault(one => one.LogId.Span.SequenceEqual(entry.LogId.Span)) ?? throw Errors.UnknownLog(Convert.ToBase64String(entry.LogId.Span), "the trusted root does not name it");
        return log.Key is null ? throw Errors.UnknownLog(log.BaseUrl, $"its key cannot be used: {log.Unusable}") : log;
    }

    /// <summary>
    /// The time that the log vouches for, or null. Rekor v2 vouches for none (its specification §4.2): a promise under its name is verified as any, but gives no time, and
    /// <c>integratedTime</c> without a promise is just a number.
    /// </summary>
    /// <exception cref="KeywayException">KW2151, KW2152: the promise does not hold.</exception>
    public static DateTimeOffset? VerifyPromise(LogEntry entry, TransparencyLog log)
    {
        if (entry.SignedEntryTimestamp.IsEmpty) return null;
        var time = SignedEntryTimestamp.Verify(entry, log);
        return EntryKinds.IsOfRekorV2(entry.Kind, entry.KindVersion) ? null : time;
    }

    /// <summary>Which of the witnesses cosigned the entry's checkpoint; none without a proof.</summary>
    /// <exception cref="KeywayException">KW2153 to KW2157, KW2163: the proof does not hold.</exception>
    public static ImmutableArray<NoteKey> VerifyInclusion(LogEntry entry, TransparencyLog log, ImmutableArray<NoteKey> witnesses) =>
        entry.Proof is { } proof ? InclusionCheck.Verify(entry, proof, log, witnesses) : [];

    /// <summary>A log without a time of its own must have been trusted at one of the verified times.</summary>
    /// <exception cref="KeywayException">KW2152: it was not.</exception>
    public static void RequirePeriod(TransparencyLog log, IReadOnlyCollection<DateTimeOffset> times)
    {
        if (times.Count > 0 && !times.Any(log.ValidFor.Contains)) throw Errors.OutsidePeriod(log.BaseUrl, times.First(), log.ValidFor);
    }
}
