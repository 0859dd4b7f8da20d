// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The services to use for one signature. Immutable.</summary>
public sealed record SigningServices
{
    private const int CertificateVersion = 1;
    private const int TimestampVersion = 1;

    /// <summary>None at all: a bundle with the signature alone, for keys that verifiers know.</summary>
    public static SigningServices None { get; } = new();

    /// <summary>Where identities are certified; null when signing with a known key only.</summary>
    public Uri? CertificateAuthority { get; init; }

    /// <summary>Every log of these gets an entry.</summary>
    public ImmutableArray<SigningEndpoint> Logs { get; init; } = [];

    /// <summary>Each of these stamps the signature.</summary>
    public ImmutableArray<Uri> TimestampAuthorities { get; init; } = [];

    /// <summary>Whether anything among them says when the signature was made.</summary>
    public bool TellsTime => !TimestampAuthorities.IsEmpty || Logs.Any(log => log.MajorVersion == RekorClientV1.MajorVersion);

    /// <summary>Chooses from a configuration what is usable now.</summary>
    /// <exception cref="KeywayException">KW2202 the configuration offers too little.</exception>
    public static SigningServices Of(SigningConfig config, DateTimeOffset now) => new()
    {
        CertificateAuthority = config.CertificateAuthorities.Select([CertificateVersion], now) is [var authority, ..] ? authority.Address : null,
        Logs = config.Logs.Select([RekorClientV1.MajorVersion, RekorClient.MajorVersion], now),
        TimestampAuthorities = [.. config.TimestampAuthorities.Select([TimestampVersion], now).Select(service => service.Address)],
    };
}
