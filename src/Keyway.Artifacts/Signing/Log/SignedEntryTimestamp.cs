// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Keyway.Artifacts.Signing.Bundles;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Log;

/// <summary>The promise of Rekor v1: its signature over the entry, where and when it took it in. Spec: Rekor "Signed Entry Timestamp"; client specification §4.2.2.</summary>
internal static class SignedEntryTimestamp
{
    /// <summary>The time at which the log took the entry in.</summary>
    /// <exception cref="KeywayException">KW2151: the signature does not hold. KW2152: the time is outside of the log's period.</exception>
    public static DateTimeOffset Verify(LogEntry entry, TransparencyLog log)
    {
        if (!log.Key!.Verify(SignedBytes(entry), entry.SignedEntryTimestamp.Span, log.Scheme)) throw Errors.BadPromise(log.BaseUrl);
        if (entry.IntegratedTime <= 0 || entry.IntegratedTime > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) throw Errors.NoTime(log.BaseUrl, entry.IntegratedTime);
        var time = DateTimeOffset.FromUnixTimeSeconds(entry.IntegratedTime);
        return log.ValidFor.Contains(time) ? time : throw Errors.OutsidePeriod(log.BaseUrl, time, log.ValidFor);
    }

    // Canonical JSON (RFC 8785): names in order, no white space; none of the values needs escaping.
    private static byte[] SignedBytes(LogEntry entry) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"body\":\"{Convert.ToBase64String(entry.CanonicalizedBody.Span)}\",\"integratedTime\":{entry.IntegratedTime},\"logID\":\"{Convert.ToHexStringLower(entry.LogId.Span)}\",\"logIndex\":{entry.Index}}}"));
}
