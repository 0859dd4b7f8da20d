// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Cli.Output;

/// <summary>Everything that an accepted bundle proves, as documents show it.</summary>
internal sealed record VerifiedSignature(
    string? Referrer,
    string Key,
    string? Identity,
    string? Issuer,
    IReadOnlyDictionary<string, string>? Claims,
    IReadOnlyList<VerifiedSignature.SigningTime> Times,
    IReadOnlyList<VerifiedSignature.LoggedAt> Logs,
    IReadOnlyList<string> Names,
    string? PredicateType,
    JsonElement? Predicate)
{
    public static VerifiedSignature Of(string? referrer, VerifiedBundle evidence) => new(
        referrer,
        evidence.Signer.Key.Fingerprint.ToString(),
        evidence.Signer.Identity?.Name,
        evidence.Signer.Identity?.Issuer,
        evidence.Signer.Identity?.Extensions.ToDictionary(pair => $"1.3.6.1.4.1.57264.1.{pair.Key}", pair => pair.Value),
        [.. evidence.Times.Select(time => new SigningTime(time.Time, time.Source == TimeSource.Log ? "log" : "timestamp-authority", time.Authority))],
        [.. evidence.LogEntries.Select(entry => new LoggedAt(entry.Log, entry.Index, $"{entry.Kind} {entry.KindVersion}"))],
        [.. (evidence.Statement?.Subject ?? []).Select(subject => subject.Name).OfType<string>().Distinct(StringComparer.Ordinal)],
        evidence.Statement?.PredicateType,
        evidence.Statement?.Predicate);

    /// <summary>A time at which it existed, and who says so.</summary>
    internal sealed record SigningTime(DateTimeOffset At, string Source, string Authority);

    /// <summary>An entry that a log holds.</summary>
    internal sealed record LoggedAt(string Log, long Index, string Kind);
}
