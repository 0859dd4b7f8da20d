// SPDX-License-Identifier: Apache-2.0

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>
/// A private key inside a PKCS #11 token: ECDSA on the NIST curves, RSA by PKCS #1 v1.5. The token gets hashes and gives signatures, each of which is verified with the
/// token's own public key before it is handed out. Thread safe, one signature at a time; dispose it to end the session.
/// </summary>
public sealed class Pkcs11Key : ISigningKey, IDisposable
{
    private const nuint Class = 0;
    private const nuint Label = 3;
    private const nuint KeyType = 0x100;
    private const nuint KeyId = 0x102;
    private const nuint Modulus = 0x120;
    private const nuint PublicExponent = 0x122;
    private const nuint EcParameters = 0x180;
    private const nuint EcPoint = 0x181;
    private const nuint RsaPkcs = 0x1;
    private const nuint Ecdsa = 0x1041;
    private const nuint AlreadyLoggedIn = 0x100;

    private static readonly byte[] PublicClass = BitConverter.GetBytes(2UL);
    private static readonly byte[] PrivateClass = BitConverter.GetBytes(3UL);

    private readonly Pkcs11Module module;
    private readonly nuint session;
    private readonly nuint key;
    private readonly Lock gate = new();

    private Pkcs11Key(Pkcs11Module module, nuint session, nuint key, PublicKey publicKey)
    {
        this.module = module;
        this.session = session;
        this.key = key;
        PublicKey = publicKey;
    }

    public PublicKey PublicKey { get; }

    public SignatureScheme Scheme => PublicKey.DefaultScheme;

    /// <summary>Opens a session with the token and finds the key.</summary>
    /// <exception cref="KeywayException">KW2020 no such module; KW2021 no such token or key, or several; KW2022 no or a wrong PIN; KW2023 the token refuses; KW2002 a kind of key that is not allowed.</exception>
    public static Pkcs11Key Open(Pkcs11Uri name, Func<KeyPassword?> pin)
    {
        var loaded = Pkcs11Module.Load(name.ModulePath);
        var opened = loaded.Open(Slot(loaded, name));
        try
        {
            LogIn(loaded, opened, pin);
            return new(loaded, opened, FindOne(loaded, opened, name, PrivateClass, "private key"), ReadPublic(loaded, opened, name));
        }
        catch (AsnContentException e)
        {
            loaded.Close(opened);
            throw Errors.BadPublicKey("the token gives no point on a curve", e);
        }
        catch
        {
            loaded.Close(opened);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        SignHashAsync(CryptographicOperations.HashData(Scheme.Hash!.Value, message.Span), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] signature;
        lock (gate)
            signature = PublicKey.Kind == KeyKind.Rsa ? module.SignBy(session, key, RsaPkcs, DigestInfo(hash.Span)) : ToDer(module.SignBy(session, key, Ecdsa, hash.Span));
        return PublicKey.VerifyHash(hash.Span, signature, Scheme) ? ValueTask.FromResult(signature) : throw Errors.SignatureUnsound("the token");
    }

    public void Dispose() => module.Close(session);

    private static nuint Slot(Pkcs11Module module, Pkcs11Uri name)
    {
        var fitting = module.Slots().Where(slot => Fits(module.Token(slot), name)).ToList();
        return fitting.Count == 1 ? fitting[0] : throw Errors.NoTokenKey(name.ModulePath, "token", fitting.Count);
    }

    private static bool Fits((string Label, string Serial) token, Pkcs11Uri name) => (name.Token ?? token.Label) == token.Label && (name.Serial ?? token.Serial) == token.Serial;

    private static void LogIn(Pkcs11Module module, nuint session, Func<KeyPassword?> pin)
    {
        using var given = pin() ?? throw Errors.PinRefused("none was given");
        var answer = module.LogIn(session, given.Utf8);
        if (answer is not (0 or AlreadyLoggedIn)) throw Errors.PinRefused($"the token answers 0x{answer:x}");
    }

    private static nuint FindOne(Pkcs11Module module, nuint session, Pkcs11Uri name, byte[] kind, string what)
    {
        List<(nuint, byte[])> wanted = [(Class, kind)];
        if (name.Object is { } label) wanted.Add((Label, System.Text.Encoding.UTF8.GetBytes(label)));
        if (name.Id is { } id) wanted.Add((KeyId, id.ToArray()));
        var found = module.Find(session, [.. wanted]);
        return found.Length == 1 ? found[0] : throw Errors.NoTokenKey(name.ModulePath, what, found.Length);
    }

    private static PublicKey ReadPublic(Pkcs11Module module, nuint session, Pkcs11Uri name)
    {
        var item = FindOne(module, session, name, PublicClass, "public key");
        var type = module.Read(session, item, KeyType) is { Length: 8 } number ? BitConverter.ToUInt64(number) : ulong.MaxValue;
        return type switch
        {
            0 when module.Read(session, item, Modulus) is { } modulus && module.Read(session, item, PublicExponent) is { } exponent => PublicKey.FromPkcs1(RsaKey(modulus, exponent)),
            3 when module.Read(session, item, EcParameters) is { } parameters && module.Read(session, item, EcPoint) is { } point => PublicKey.FromSubjectPublicKeyInfo(EcKey(parameters, point)),
            _ => throw Errors.KeyNotAllowed($"of the PKCS #11 type 0x{type:x}"),
        };
    }

    private static byte[] RsaKey(byte[] modulus, byte[] exponent)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(modulus, isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(exponent, isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }

    // CKA_EC_PARAMS is the curve's identifier and CKA_EC_POINT an octet string around the point, both DER.
    private static byte[] EcKey(byte[] parameters, byte[] point)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(KeyOids.EcPublicKey);
                writer.WriteEncodedValue(parameters);
            }

            writer.WriteBitString(new AsnReader(point, AsnEncodingRules.DER).ReadOctetString());
        }

        return writer.Encode();
    }

    // RFC 8017 section 9.2: what PKCS #1 v1.5 signs is the hash with the name of its algorithm.
    private static byte[] DigestInfo(ReadOnlySpan<byte> hash)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                writer.WriteNull();
            }

            writer.WriteOctetString(hash);
        }

        return writer.Encode();
    }

    // The token gives both numbers side by side.
    private static byte[] ToDer(byte[] signature)
    {
        var half = signature.Length / 2;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(signature.AsSpan(0, half), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(signature.AsSpan(half), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
