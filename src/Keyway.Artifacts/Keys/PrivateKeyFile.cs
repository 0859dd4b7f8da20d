// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Keys;

/// <summary>Private keys on disk: read bounded, written whole or not at all, readable by the owner only, never over another file.</summary>
public static class PrivateKeyFile
{
    private const int MaxBytes = 64 << 10;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads a key. The password is asked for only when the key is encrypted.</summary>
    /// <exception cref="KeywayException">KW2011 no such file; those of <see cref="PrivateKeyPem.Read"/>.</exception>
    public static SoftwareKey Read(string path, Func<KeyPassword?> password)
    {
        var content = ReadBytes(path);
        var text = GC.AllocateUninitializedArray<char>(content.Length, pinned: true);
        try
        {
            // PEM is ASCII; anything else is found out by the PEM reader.
            Encoding.Latin1.GetChars(content, text);
            using var given = PrivateKeyPem.NeedsPassword(text) ? password() : null;
            return PrivateKeyPem.Read(text, given);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            Array.Clear(text);
        }
    }

    /// <summary>Writes the text of a private key to a new file with mode 0600.</summary>
    /// <exception cref="KeywayException">KW2009 the file exists; KW1005 or KW1006 the system refused.</exception>
    public static async Task WriteAsync(string path, string pem, CancellationToken cancellationToken)
    {
        var content = Encoding.ASCII.GetBytes(pem);
        try
        {
            if (!await AtomicFile.TryCreateAsync(path, content, OwnerOnly, cancellationToken)) throw Errors.KeyFileExists(path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            var content = SmallFile.Read(path, MaxBytes);
            return content.Length <= MaxBytes ? content : throw Errors.BadPrivateKey($"'{path}' has more than {MaxBytes} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.NoKeyFile(path, e.Message, e);
        }
    }
}
