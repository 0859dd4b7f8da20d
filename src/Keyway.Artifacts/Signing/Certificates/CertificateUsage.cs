// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>What a certificate may be used for: its basic constraints, key usage and extended key usage (RFC 5280 §4.2.1). Throws <see cref="AsnContentException"/> when unreadable.</summary>
internal sealed record CertificateUsage
{
    private static readonly HashSet<string> Understood =
        [Oids.BasicConstraints, Oids.KeyUsage, Oids.ExtendedKeyUsage, Oids.SubjectAlternativeName, Oids.SctList, "2.5.29.14", "2.5.29.35"];

    public required bool IsAuthority { get; init; }

    /// <summary>How many authorities may follow below; null is any number.</summary>
    public required int? PathLength { get; init; }

    /// <summary>Null without the extension.</summary>
    public required X509KeyUsageFlags? KeyUsage { get; init; }

    /// <summary>Null without the extension.</summary>
    public required IReadOnlyList<string>? ExtendedKeyUsages { get; init; }

    public required bool IsExtendedKeyUsageCritical { get; init; }

    public static CertificateUsage Of(Certificate certificate)
    {
        var constraints = ReadConstraints(certificate.Find(Oids.BasicConstraints));
        var extended = certificate.Find(Oids.ExtendedKeyUsage);
        return new CertificateUsage
        {
            IsAuthority = constraints.IsAuthority,
            PathLength = constraints.PathLength,
            KeyUsage = certificate.Find(Oids.KeyUsage) is { } usage ? ReadKeyUsage(usage.Value) : null,
            ExtendedKeyUsages = extended is null ? null : ReadOids(extended.Value),
            IsExtendedKeyUsageCritical = extended?.IsCritical ?? false,
        };
    }

    /// <summary>
    /// The first extension that must be obeyed and is not understood here, or null. Name constraints count even when they are not critical: an authority that has them is
    /// not trusted for every name.
    /// </summary>
    public static string? FirstNotUnderstood(Certificate certificate)
    {
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid == Oids.NameConstraints) return extension.Oid;
            if (extension.IsCritical && !Understood.Contains(extension.Oid)) return extension.Oid;
        }
        return null;
    }

    public bool Allows(X509KeyUsageFlags usage) => KeyUsage is { } flags && flags.HasFlag(usage);

    private static (bool IsAuthority, int? PathLength) ReadConstraints(CertificateExtension? extension)
    {
        if (extension is null) return (false, null);
        var constraints = Sequence(extension.Value);
        var isAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();
        int? length = null;
        if (constraints.HasData)
        {
            if (!constraints.TryReadInt32(out var number) || number < 0 || !isAuthority) throw new AsnContentException("the path length of basicConstraints is out of place");
            length = number;
        }
        constraints.ThrowIfNotEmpty();
        return (isAuthority, length);
    }

    private static X509KeyUsageFlags ReadKeyUsage(ReadOnlyMemory<byte> value)
    {
        AsnReader reader = new(value, AsnEncodingRules.DER);
        var bits = reader.ReadBitString(out _);
        reader.ThrowIfNotEmpty();
        if (bits.Length is 0 or > 2) throw new AsnContentException("keyUsage has no or too many bits");
        return (X509KeyUsageFlags)bits[0] | (bits.Length == 2 ? (X509KeyUsageFlags)(bits[1] << 8) : 0);
    }

    private static List<string> ReadOids(ReadOnlyMemory<byte> value)
    {
        var list = Sequence(value);
        List<string> oids = [];
        while (list.HasData && oids.Count < 32) oids.Add(list.ReadObjectIdentifier());
        list.ThrowIfNotEmpty();
        return oids.Count > 0 ? oids : throw new AsnContentException("extendedKeyUsage is empty");
    }

    private static AsnReader Sequence(ReadOnlyMemory<byte> value)
    {
        AsnReader outer = new(value, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return sequence;
    }
}
