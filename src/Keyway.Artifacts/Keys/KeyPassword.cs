// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Keys;

/// <summary>The password of a private key, in memory that is wiped when this is disposed. It may be empty. Never printed: <see cref="ToString"/> says nothing.</summary>
public sealed class KeyPassword : IDisposable
{
    private const int MaxBytes = 1024;

    private readonly byte[] bytes;

    private KeyPassword(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> Utf8 => bytes;

    /// <summary>Copies the password; the caller wipes its own.</summary>
    public static KeyPassword Of(ReadOnlySpan<char> password)
    {
        var utf8 = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(password), pinned: true);
        Encoding.UTF8.GetBytes(password, utf8);
        return new(utf8);
    }

    /// <summary>Reads a file that holds the password; one line end after it does not belong to it.</summary>
    /// <exception cref="KeywayException">KW2010 there is no such file, or it is longer than a password.</exception>
    public static KeyPassword FromFile(string path)
    {
        try
        {
            var content = SmallFile.Read(path, MaxBytes);
            try
            {
                return content.Length <= MaxBytes ? new(WithoutLineEnd(content)) : throw Errors.BadPasswordFile(path, $"it has more than {MaxBytes} bytes");
            }
            finally
            {
                CryptographicOperations.ZeroMemory(content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.BadPasswordFile(path, e.Message, e);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);

    public override string ToString() => "(password)";

    private static byte[] WithoutLineEnd(byte[] content)
    {
        var length = content.Length;
        if (length > 0 && content[length - 1] == '\n') length--;
        if (length > 0 && content[length - 1] == '\r') length--;
        var utf8 = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        content.AsSpan(0, length).CopyTo(utf8);
        return utf8;
    }
}
