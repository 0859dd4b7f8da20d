// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Cli;

/// <summary>
/// The keys that <c>keyway tuf</c> commands are given: files with a public key, which is listed, or a private key, which also signs. Disposing wipes the private keys.
/// </summary>
internal sealed class TufRoleKeys : IDisposable
{
    private const int MaxBytes = 64 << 10;
    private const string PublicLabel = "-----BEGIN PUBLIC KEY-----";

    private readonly List<SoftwareKey> signing = [];

    /// <summary>The private keys among those read so far.</summary>
    public IReadOnlyList<ISigningKey> Signing => signing;

    /// <summary>Keys that sign what the command changes.</summary>
    public static Option<string[]> SigningOption() =>
        new("--key", "-k") { Description = "Private key that signs what is staged (repeat for several)", HelpName = "FILE", DefaultValueFactory = _ => [] };

    /// <summary>Reads a key for a role.</summary>
    /// <exception cref="Keyway.Artifacts.KeywayException">KW2001 to KW2011: unreadable, no such file, or the password is missing or wrong.</exception>
    public RoleKey Read(string path, CliContext context, Func<KeyPassword?> password)
    {
        var file = context.Absolute(path);
        if (File.Exists(file) && System.Text.Encoding.Latin1.GetString(SmallFile.Read(file, MaxBytes)) is var text && text.Contains(PublicLabel, StringComparison.Ordinal))
            return RoleKey.Of(PublicKey.FromPem(text));
        var key = PrivateKeyFile.Read(file, password);
        signing.Add(key);
        return RoleKey.Of(key);
    }

    public IReadOnlyList<RoleKey> Read(IEnumerable<string> paths, CliContext context, Func<KeyPassword?> password) => [.. paths.Select(path => Read(path, context, password))];

    public void Dispose()
    {
        foreach (var key in signing) key.Dispose();
    }
}
