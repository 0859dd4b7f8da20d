// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Keyway.Packages.Elf;

/// <summary>The signature appended to a module; reported, never judged: that is the kernel's job. Layout: include/linux/module_signature.h.</summary>
public sealed record ModuleSignature
{
    private const int TrailerLength = 12;
    private const byte Pkcs7 = 2;

    /// <summary><c>PKCS#7</c>, the only kind today's kernels take, or the number of another kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Common name of the issuer of the signing certificate.</summary>
    public string? Signer { get; init; }

    /// <summary>Serial number of the signing certificate in hexadecimal.</summary>
    public string? KeyId { get; init; }

    /// <summary>The hash algorithm: <c>sha256</c>.</summary>
    public string? HashAlgorithm { get; init; }

    private static ReadOnlySpan<byte> Magic => "~Module signature appended~\n"u8;

    /// <summary>The signature at the end of a file, or null when there is none.</summary>
    internal static ModuleSignature? Read(BoundedFile file)
    {
        var magicLength = (ulong)Magic.Length;
        if (file.Length < magicLength || !file.Read(file.Length - magicLength, magicLength, "the signature mark").AsSpan().SequenceEqual(Magic)) return null;
        var end = file.Length - magicLength;
        if (end < TrailerLength) throw Errors.MalformedElf(file.Name, "a signature mark without a signature");
        var trailer = file.Read(end - TrailerLength, TrailerLength, "the signature trailer");
        var length = BinaryPrimitives.ReadUInt32BigEndian(trailer.AsSpan(8));
        if (length > end - TrailerLength) throw Errors.MalformedElf(file.Name, $"a signature of {length} bytes, more than the file has");
        if (trailer[2] != Pkcs7) return new() { Kind = $"kind {trailer[2]}" };
        return SignedMessage.Describe(file.Read(end - TrailerLength - length, length, "the signature"));
    }
}
