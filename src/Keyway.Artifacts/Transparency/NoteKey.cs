// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// A named public key that signs notes: a log's or a witness's. Its text form is the vkey <c>name+8 hexadecimal digits+base64</c>. Immutable, thread safe.
/// Spec: c2sp.org/signed-note §"Signatures" and §"Verifier keys".
/// </summary>
public sealed class NoteKey
{
    private const int LongestVkey = 8192;

    private NoteKey(string name, NoteKeyKind kind, PublicKey publicKey)
    {
        Name = name;
        Kind = kind;
        PublicKey = publicKey;
        KeyId = kind == NoteKeyKind.Ecdsa ? IdOfEcdsa(publicKey) : ComputeId(name, kind, RawKey(publicKey));
    }

    /// <summary>Whose key it is; of a log, its origin as a rule.</summary>
    public string Name { get; }

    public NoteKeyKind Kind { get; }

    public PublicKey PublicKey { get; }

    /// <summary>With the name it picks the signature line; not a hash that anything rests on.</summary>
    public uint KeyId { get; }

    /// <summary>The scheme of the signatures inside the lines.</summary>
    public SignatureScheme Scheme => Kind switch
    {
        NoteKeyKind.MlDsa44Cosignature => SignatureScheme.MlDsa44,
        NoteKeyKind.Ecdsa => SchemeOfEcdsa(PublicKey.Kind),
        _ => SignatureScheme.Ed25519,
    };

    /// <summary>The key as a log uses it: Ed25519, ECDSA, or ML-DSA-44 cosignatures.</summary>
    /// <exception cref="KeywayException">KW2503: not a key name, or a kind of key that signs no notes.</exception>
    public static NoteKey OfLog(string name, PublicKey key) => new(Named(name), key.Kind switch
    {
        KeyKind.Ed25519 => NoteKeyKind.Ed25519,
        KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 => NoteKeyKind.Ecdsa,
        KeyKind.MlDsa44 => NoteKeyKind.MlDsa44Cosignature,
        _ => throw Errors.BadNoteKey($"a {key.Kind} key signs no notes"),
    }, key);

    /// <summary>The key as a witness uses it.</summary>
    /// <exception cref="KeywayException">KW2503: not a key name, or a kind of key that cosigns nothing.</exception>
    public static NoteKey OfWitness(string name, PublicKey key) => new(Named(name), key.Kind switch
    {
        KeyKind.Ed25519 => NoteKeyKind.Ed25519Cosignature,
        KeyKind.MlDsa44 => NoteKeyKind.MlDsa44Cosignature,
        _ => throw Errors.BadNoteKey($"a {key.Kind} key cosigns no checkpoints"),
    }, key);

    /// <summary>Parses a vkey.</summary>
    /// <exception cref="KeywayException">KW2503: not a vkey; KW2001 to KW2003: its key is not usable.</exception>
    public static NoteKey Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);
        if (vkey.Length > LongestVkey || parts.Length != 3) throw Errors.BadNoteKey("it is not NAME+HEX+BASE64");
        var content = CanonicalBase64.Decode(Encoding.UTF8.GetBytes(parts[2]));
        if (content is not { Length: > 1 }) throw Errors.BadNoteKey("its third part is not a key in base64");
        NoteKey key = new(Named(parts[0]), (NoteKeyKind)content[0], Import((NoteKeyKind)content[0], content.AsSpan(1)));
        return parts[1] == key.HexId ? key : throw Errors.BadNoteKey($"its key ID is {parts[1]}, but its name and key give {key.HexId}");
    }

    /// <summary>The vkey.</summary>
    public override string ToString()
    {
        var raw = Kind == NoteKeyKind.Ecdsa ? PublicKey.SubjectPublicKeyInfo.Span : RawKey(PublicKey);
        return $"{Name}+{HexId}+{Convert.ToBase64String([(byte)Kind, .. raw])}";
    }

    /// <summary>Looks for this key's signature in a note and verifies it. Lines of other keys are ignored, as the specification says.</summary>
    public NoteCheck Check(SignedNote note)
    {
        NoteCheck check = new(NoteVerdict.Absent, null);
        foreach (var signature in note.Signatures)
        {
            if (signature.KeyId != KeyId || !string.Equals(signature.Name, Name, StringComparison.Ordinal)) continue;
            if (!Holds(note.Text.Span, signature.Signature.Span, out var time)) return new(NoteVerdict.Wrong, null);
            check = new(NoteVerdict.Signed, time > check.Time || check.Time is null ? time : check.Time);
        }

        return check;
    }

    private bool Holds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature, out DateTimeOffset? time)
    {
        time = null;
        if (Kind is NoteKeyKind.Ed25519 or NoteKeyKind.Ecdsa) return PublicKey.Verify(text, signature, Scheme);
        if (signature.Length <= CosignedMessage.TimestampLength) return false;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature);
        if (CosignedMessage.For(this, text, seconds) is not { } message) return false;
        time = seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return PublicKey.Verify(message, signature[CosignedMessage.TimestampLength..], Scheme);
    }

    private string HexId => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static string Named(string name) => SignedNote.IsKeyName(name) ? name : throw Errors.BadNoteKey($"'{name}' is not a key name: it is empty or has a space, a plus or a control character");

    private static PublicKey Import(NoteKeyKind kind, ReadOnlySpan<byte> content) => kind switch
    {
        NoteKeyKind.Ed25519 or NoteKeyKind.Ed25519Cosignature => PublicKey.FromEd25519(content),
        NoteKeyKind.Ecdsa => RequireEcdsa(PublicKey.FromSubjectPublicKeyInfo(content)),
        NoteKeyKind.MlDsa44Cosignature => PublicKey.FromSubjectPublicKeyInfo(MlDsaKeyInfo.Of(content)),
        _ => throw Errors.BadNoteKey($"its signature type 0x{(int)kind:x2} is not known"),
    };

    private static PublicKey RequireEcdsa(PublicKey key) =>
        key.Kind is KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521 ? key : throw Errors.BadNoteKey($"its type says ECDSA, but the key is {key.Kind}");

    private static uint ComputeId(string name, NoteKeyKind kind, ReadOnlySpan<byte> raw) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. raw]));

    private static uint IdOfEcdsa(PublicKey key) => BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(key.Fingerprint.Hex));

    private static SignatureScheme SchemeOfEcdsa(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP384 => SignatureScheme.EcdsaP384Sha256,
        KeyKind.EcdsaP521 => SignatureScheme.EcdsaP521Sha256,
        _ => SignatureScheme.EcdsaP256Sha256,
    };

    // Both kinds of raw key are the tail of their SubjectPublicKeyInfo (RFC 8410 §4, RFC 9881 §4).
    private static ReadOnlySpan<byte> RawKey(PublicKey key) => key.SubjectPublicKeyInfo.Span[^(key.Kind == KeyKind.Ed25519 ? 32 : MlDsaKeyInfo.KeyLength)..];
}
