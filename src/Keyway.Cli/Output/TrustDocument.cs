// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography.X509Certificates;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway trust show</c> prints with <c>--json</c>.</summary>
internal sealed record TrustDocument(
    IReadOnlyList<TrustDocument.Authority> CertificateAuthorities,
    IReadOnlyList<TrustDocument.TrustedLog> Logs,
    IReadOnlyList<TrustDocument.TrustedLog> CertificateLogs,
    IReadOnlyList<TrustDocument.Authority> TimestampAuthorities)
{
    public static TrustDocument Of(TrustedRoot root, DateTimeOffset now) => new(
        [.. root.CertificateAuthorities.Select(one => OfAuthority(one, now))],
        [.. root.Logs.Select(one => OfLog(one, now))],
        [.. root.CertificateLogs.Select(one => OfLog(one, now))],
        [.. root.TimestampAuthorities.Select(one => OfAuthority(one, now))]);

    private static Authority OfAuthority(CertificateAuthority one, DateTimeOffset now) => new(
        one.Uri, one.Operator, [.. one.Chain.Select(SubjectOf)], one.ValidFor.Start, one.ValidFor.End, one.ValidFor.Contains(now));

    private static TrustedLog OfLog(TransparencyLog one, DateTimeOffset now) => new(
        one.BaseUrl, one.Operator, Convert.ToHexStringLower(one.LogId.Span), one.Key?.Kind.Word(), one.ValidFor.Start, one.ValidFor.End, one.ValidFor.Contains(now), one.Unusable);

    private static string SubjectOf(ReadOnlyMemory<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        return certificate.Subject;
    }

    /// <summary>A certificate or timestamp authority; its chain by subjects, leaf first.</summary>
    internal sealed record Authority(string Address, string Operator, IReadOnlyList<string> Chain, DateTimeOffset From, DateTimeOffset? Until, bool IsCurrent);

    /// <summary>A transparency or certificate log.</summary>
    internal sealed record TrustedLog(string Address, string Operator, string LogId, string? KeyKind, DateTimeOffset From, DateTimeOffset? Until, bool IsCurrent, string? Unusable);
}
