// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>The two files of a key pair, by the names they were asked for.</summary>
internal sealed record KeyFiles(string PrivateKey, string PublicKey)
{
    /// <summary>Writes both, replacing neither; the private key last, since it is the one that cannot be made again.</summary>
    public static async Task<KeyFiles> WriteAsync(CliContext context, string name, string privatePem, PublicKey key, CancellationToken cancellationToken)
    {
        KeyFiles files = new(name + ".key", name + ".pub");
        if (File.Exists(context.Absolute(files.PrivateKey))) throw Errors.FileExists(files.PrivateKey);
        var readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!await AtomicFile.TryCreateAsync(context.Absolute(files.PublicKey), Encoding.ASCII.GetBytes(key.ToPem() + "\n"), readable, cancellationToken)) throw Errors.FileExists(files.PublicKey);
        await PrivateKeyFile.WriteAsync(context.Absolute(files.PrivateKey), privatePem, cancellationToken);
        return files;
    }
}
