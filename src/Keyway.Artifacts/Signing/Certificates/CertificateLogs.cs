// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// Verifies that certificate transparency logs of the trusted root know a certificate: the embedded timestamps, over the precertificate and the key of the authority that
/// really issued it (client specification §4.3, RFC 6962 §3.2). Timestamps of unknown logs prove nothing; those of known logs have to hold.
/// </summary>
internal sealed class CertificateLogs(ImmutableArray<TransparencyLog> logs)
{
    // The largest time that .NET can name.
    private const ulong LastMillisecond = 253_402_300_799_999;

    /// <summary>At least one timestamp of a trusted log.</summary>
    /// <exception cref="KeywayException">KW2127: there is none at all. KW2128: none of a trusted log, or one that does not hold.</exception>
    public void Require(Certificate leaf, ImmutableArray<TrustedAuthority> issuers)
    {
        var timestamps = Read(leaf);
        var precertificate = Precertificate.TbsOf(leaf);
        var counted = 0;
        foreach (var timestamp in timestamps)
        {
            var log = logs.FirstOrDefault(one => one.LogId.Span.SequenceEqual(timestamp.LogId.Span));
            if (log is null) continue;
            Verify(timestamp, log, issuers, precertificate);
            counted++;
        }
        if (counted == 0) throw Errors.BadCertificateTimestamp($"it is of the log {Convert.ToBase64String(timestamps[0].LogId.Span)}, which the trusted root does not name");
    }

    private static IReadOnlyList<CertificateTimestamp> Read(Certificate leaf)
    {
        var extension = leaf.Find(Oids.SctList) ?? throw Errors.NoCertificateTimestamp();
        try
        {
            AsnReader reader = new(extension.Value, AsnEncodingRules.DER);
            if (reader.TryReadPrimitiveOctetString(out var list) && !reader.HasData && CertificateTimestamp.ReadList(list) is { } timestamps) return timestamps;
        }
        catch (AsnContentException)
        {
            // Refused below, as any other malformed list.
        }
        throw Errors.BadCertificateTimestamp("the list cannot be read");
    }

    private static void Verify(CertificateTimestamp timestamp, TransparencyLog log, ImmutableArray<TrustedAuthority> issuers, byte[] precertificate)
    {
        if (log.Key is null) throw Errors.BadCertificateTimestamp($"the key of the log {log.BaseUrl} cannot be used: {log.Unusable}");
        if (timestamp.Milliseconds > LastMillisecond || !log.ValidFor.Contains(DateTimeOffset.FromUnixTimeMilliseconds((long)timestamp.Milliseconds)))
            throw Errors.BadCertificateTimestamp($"its time is outside of the period of the log {log.BaseUrl}, {log.ValidFor}");
        if (!Fits(timestamp.Algorithm, log.Key.Kind)) throw Errors.BadCertificateTimestamp($"its algorithm {timestamp.Algorithm} is not that of the log {log.BaseUrl}");
        var holds = issuers.Any(issuer => log.Key.Verify(timestamp.SignedBytes(issuer.Issuers[0].KeyHash, precertificate), timestamp.Signature.Span, log.Scheme));
        if (!holds) throw Errors.BadCertificateTimestamp($"the signature of the log {log.BaseUrl} does not hold over this certificate and its issuer");
    }

    // RFC 5246 §7.4.1.4.1: sha256 is 4; rsa is 1, ecdsa 3; RFC 8422 adds (8, 7) for Ed25519.
    private static bool Fits((byte Hash, byte Signature) algorithm, KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 => algorithm == (4, 3),
        KeyKind.Rsa => algorithm == (4, 1),
        KeyKind.Ed25519 => algorithm == (8, 7),
        _ => false,
    };
}
