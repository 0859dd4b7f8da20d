// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Keyway.Artifacts.Signing.Certificates;

/// <summary>
/// Reads who a certificate speaks for: exactly one subject alternative name of a kind that Fulcio issues, and Fulcio's extensions. Two names would let a signer show
/// one to the policy and another to the reader.
/// </summary>
internal static class IdentityReader
{
    private const int LastRawExtension = 6;
    private const int LegacyIssuer = 1;
    private const int Issuer = 8;

    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Email = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="KeywayException">KW2129: not exactly one name, or one that cannot be read.</exception>
    public static CertificateIdentity Read(Certificate certificate)
    {
        try
        {
            var (kind, name) = ReadName(certificate.Find(Oids.SubjectAlternativeName) ?? throw Errors.NoIdentity("it has no subject alternative name"));
            var extensions = ReadExtensions(certificate);
            return new CertificateIdentity { Name = name, Kind = kind, Issuer = IssuerOf(extensions), Extensions = extensions };
        }
        catch (Exception e) when (e is AsnContentException or DecoderFallbackException)
        {
            throw Errors.NoIdentity(e.Message);
        }
    }

    private static (SubjectNameKind Kind, string Name) ReadName(CertificateExtension extension)
    {
        AsnReader outer = new(extension.Value, AsnEncodingRules.DER);
        var names = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!names.HasData) throw Errors.NoIdentity("its subject alternative name is empty");
        var tag = names.PeekTag();
        var read = tag == Email ? (SubjectNameKind.Email, names.ReadCharacterString(UniversalTagNumber.IA5String, Email))
            : tag == Uri ? (SubjectNameKind.Uri, names.ReadCharacterString(UniversalTagNumber.IA5String, Uri))
            : tag == OtherName ? (SubjectNameKind.OtherName, ReadOtherName(names.ReadSequence(OtherName)))
            : throw Errors.NoIdentity($"its subject alternative name is of the kind {tag.TagValue}, expected e-mail, URI or Fulcio's user name");
        if (names.HasData) throw Errors.NoIdentity("it has more than one subject alternative name");
        return read.Item2.Length > 0 ? read : throw Errors.NoIdentity("its subject alternative name is empty");
    }

    private static string ReadOtherName(AsnReader other)
    {
        if (other.ReadObjectIdentifier() != Oids.FulcioUserName) throw Errors.NoIdentity("its subject alternative name is of a kind that Fulcio does not issue");
        var value = other.ReadSequence(OtherName);
        other.ThrowIfNotEmpty();
        var name = value.ReadCharacterString(UniversalTagNumber.UTF8String);
        value.ThrowIfNotEmpty();
        return name;
    }

    private static ImmutableSortedDictionary<int, string> ReadExtensions(Certificate certificate)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<int, string>();
        foreach (var extension in certificate.Extensions)
        {
            if (!extension.Oid.StartsWith(Oids.Fulcio, StringComparison.Ordinal)) continue;
            if (!int.TryParse(extension.Oid.AsSpan(Oids.Fulcio.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            values[number] = number <= LastRawExtension ? StrictUtf8.GetString(extension.Value.Span) : ReadText(extension.Value);
        }
        return values.ToImmutable();
    }

    // The first six extensions hold their text as it is; all later ones are DER.
    private static string ReadText(ReadOnlyMemory<byte> value)
    {
        AsnReader reader = new(value, AsnEncodingRules.DER);
        var text = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
        reader.ThrowIfNotEmpty();
        return text;
    }

    private static string IssuerOf(ImmutableSortedDictionary<int, string> extensions)
    {
        var current = extensions.GetValueOrDefault(Issuer);
        var legacy = extensions.GetValueOrDefault(LegacyIssuer);
        if (current is not null && legacy is not null && current != legacy) throw Errors.NoIdentity($"it names two issuers, '{current}' and '{legacy}'");
        return current ?? legacy ?? "";
    }
}
