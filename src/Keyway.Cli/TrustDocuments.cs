// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Cli;

/// <summary>Reads the documents of a Sigstore instance from where an option or the trust directory has them.</summary>
internal static class TrustDocuments
{
    private const int MaximumBytes = 16 << 20;

    /// <summary>Knows nobody: for managed keys without a log.</summary>
    public static TrustedRoot Nobody { get; } = new() { Logs = [], CertificateLogs = [], CertificateAuthorities = [], TimestampAuthorities = [] };

    /// <summary>Null when no option names one and the trust directory has none.</summary>
    /// <exception cref="Keyway.Artifacts.KeywayException">KW2100, KW2101: it is none.</exception>
    public static TrustedRoot? TrustedRoot(CliContext context, string? named) => Read(context, named, TrustDirectory.TrustedRoot) is { } bytes ? Artifacts.Trust.Roots.TrustedRoot.Parse(bytes) : null;

    /// <summary>Null when no option names one and the trust directory has none.</summary>
    public static SigningConfig? SigningConfig(CliContext context, string? named) => Read(context, named, TrustDirectory.SigningConfig) is { } bytes ? Artifacts.Signing.Sign.SigningConfig.Parse(bytes) : null;

    /// <exception cref="Keyway.Artifacts.KeywayException">KW9028: it is larger.</exception>
    public static byte[] Read(string path, int limit = MaximumBytes)
    {
        var bytes = SmallFile.Read(path, limit);
        return bytes.Length <= limit ? bytes : throw Errors.TooLarge(path, limit);
    }

    /// <summary>Checks both documents and keeps them as the ones to use; gives the directory.</summary>
    /// <exception cref="Keyway.Artifacts.KeywayException">KW9027: no place to store. KW2100, KW2101, KW2200, KW2201: a document is none, and nothing was stored.</exception>
    public static async Task<string> StoreAsync(CliContext context, byte[] root, byte[]? signing, CancellationToken cancellationToken)
    {
        var directory = TrustDirectory.Writable(context);
        Artifacts.Trust.Roots.TrustedRoot.Parse(root);
        if (signing is not null) Artifacts.Signing.Sign.SigningConfig.Parse(signing);
        DurableDirectory.Create(directory);
        await AtomicFile.WriteAsync(Path.Combine(directory, TrustDirectory.TrustedRoot), root, cancellationToken);
        if (signing is not null) await AtomicFile.WriteAsync(Path.Combine(directory, TrustDirectory.SigningConfig), signing, cancellationToken);
        return directory;
    }

    private static byte[]? Read(CliContext context, string? named, string name)
    {
        var path = named is not null ? context.Absolute(named) : TrustDirectory.Find(context, name);
        return path is null ? null : Read(path);
    }
}
