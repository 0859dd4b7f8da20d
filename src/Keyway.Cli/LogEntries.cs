// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Keyway.Artifacts.Content;

namespace Keyway.Cli;

/// <summary>What people name an entry by: its text, or a file whose digest it is.</summary>
internal static class LogEntries
{
    public static ReadOnlyMemory<byte> OfText(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The text <c>sha256:…</c> of a file of any size.</summary>
    public static async Task<ReadOnlyMemory<byte>> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return OfText(Digest.FromHash(DigestAlgorithm.Sha256, await SHA256.HashDataAsync(file, cancellationToken)).ToString());
    }
}
