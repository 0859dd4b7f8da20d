// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli;

/// <summary>
/// Where the trusted root and the signing configuration are looked for when no option names them: the directory in KEYWAY_TRUST, the user's own
/// (<c>~/.config/keyway/trust</c>), the machine's (<c>/etc/keyway/trust</c>).
/// </summary>
internal static class TrustDirectory
{
    public const string TrustedRoot = "trusted_root.json";
    public const string SigningConfig = "signing_config.json";

    private const string Machine = "/etc/keyway/trust";

    /// <summary>Where `keyway trust` writes.</summary>
    /// <exception cref="Keyway.Artifacts.KeywayException">KW9027: nothing says where.</exception>
    public static string Writable(CliContext context) => Places(context).FirstOrDefault(place => place != Machine) ?? throw Errors.NoTrustDirectory();

    /// <summary>The first file of that name, or null.</summary>
    public static string? Find(CliContext context, string name) => Places(context).Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);

    public static IEnumerable<string> Places(CliContext context)
    {
        if (context.EnvironmentVariable("KEYWAY_TRUST") is { Length: > 0 } chosen)
        {
            yield return context.Absolute(chosen);
            yield break;
        }

        if (context.EnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config) yield return Path.Combine(context.Absolute(config), "keyway", "trust");
        else if (context.EnvironmentVariable("HOME") is { Length: > 0 } home) yield return Path.Combine(context.Absolute(home), ".config", "keyway", "trust");
        yield return Machine;
    }
}
