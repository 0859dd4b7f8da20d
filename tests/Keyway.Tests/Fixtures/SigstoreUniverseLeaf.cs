// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Tests.Fixtures;

/// <summary>What the universe's Fulcio puts into a signing certificate. The defaults are what the real one does; a test changes one of them.</summary>
internal sealed record SigstoreUniverseLeaf
{
    public const string DefaultIdentity = "https://github.com/example/driver/.github/workflows/release.yml@refs/tags/v1";
    public const string DefaultIssuer = "https://token.actions.githubusercontent.com";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    public string Identity { get; init; } = DefaultIdentity;

    public string Issuer { get; init; } = DefaultIssuer;

    /// <summary>The issuer in the older extension; null leaves that extension out.</summary>
    public string? LegacyIssuer { get; init; } = DefaultIssuer;

    /// <summary>The encoded subject alternative name; null encodes <see cref="Identity"/> as a URI.</summary>
    public X509Extension? SubjectName { get; init; }

    public string[] Purposes { get; init; } = [CodeSigning];

    public X509KeyUsageFlags? KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    public bool IsAuthority { get; init; }

    public X509Extension[] More { get; init; } = [];

    /// <summary>Relative to the time of signing.</summary>
    public (TimeSpan Before, TimeSpan After) Life { get; init; } = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(9));

    /// <summary>Whether the certificate log's answer is embedded.</summary>
    public bool HasSct { get; init; } = true;

    /// <summary>Changes the answer before it is signed.</summary>
    public Func<SigstoreUniverseSct, SigstoreUniverseSct> Sct { get; init; } = sct => sct;

    /// <summary>Issued by the root itself, or by somebody else's authority.</summary>
    public SigstoreUniverseIssuer IssuedBy { get; init; } = SigstoreUniverseIssuer.Intermediate;

    public IEnumerable<X509Extension> Extensions()
    {
        if (KeyUsage is { } usage) yield return new X509KeyUsageExtension(usage, critical: true);
        if (Purposes.Length > 0)
        {
            OidCollection purposes = [];
            foreach (var purpose in Purposes) purposes.Add(new Oid(purpose));
            yield return new X509EnhancedKeyUsageExtension(purposes, critical: false);
        }
        if (IsAuthority) yield return new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true);
        yield return SubjectName ?? UriName(Identity);
        if (LegacyIssuer is { } legacy) yield return new X509Extension("1.3.6.1.4.1.57264.1.1", Encoding.UTF8.GetBytes(legacy), critical: false);
        if (Issuer.Length > 0) yield return Text(8, Issuer);
        yield return Text(12, "https://github.com/example/driver");
        yield return Text(14, "refs/tags/v1");
        foreach (var extension in More) yield return extension;
    }

    public static X509Extension UriName(params string[] names)
    {
        SubjectAlternativeNameBuilder builder = new();
        foreach (var name in names) builder.AddUri(new Uri(name));
        return builder.Build(critical: true);
    }

    public static X509Extension EmailName(string address)
    {
        SubjectAlternativeNameBuilder builder = new();
        builder.AddEmailAddress(address);
        return builder.Build(critical: true);
    }

    public static X509Extension Text(int number, string value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
        return new X509Extension($"1.3.6.1.4.1.57264.1.{number}", writer.Encode(), critical: false);
    }
}
