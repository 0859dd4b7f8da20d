// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>The SubjectPublicKeyInfo around a bare ML-DSA-44 key, whose length never varies. Spec: RFC 9881 §4.</summary>
internal static class MlDsaKeyInfo
{
    /// <summary>Bytes of an ML-DSA-44 key.</summary>
    public const int KeyLength = 1312;

    // SEQUENCE { SEQUENCE { OID 2.16.840.1.101.3.4.3.17 } BIT STRING }
    private static ReadOnlySpan<byte> Prefix =>
        [0x30, 0x82, 0x05, 0x32, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x11, 0x03, 0x82, 0x05, 0x21, 0x00];

    public static byte[] Of(ReadOnlySpan<byte> key) => key.Length == KeyLength ? [.. Prefix, .. key] : throw Errors.BadNoteKey($"an ML-DSA-44 key has {KeyLength} bytes, this one has {key.Length}");
}
