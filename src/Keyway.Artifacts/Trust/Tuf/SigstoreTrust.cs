// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Trust.Roots;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The trust material of a Sigstore instance as its TUF repository publishes it. Immutable.</summary>
public sealed record SigstoreTrust
{
    public required TrustedRoot TrustedRoot { get; init; }

    /// <summary><c>trusted_root.json</c> as received.</summary>
    public required byte[] TrustedRootJson { get; init; }

    /// <summary><c>signing_config.v0.2.json</c> as received, or null when the instance publishes none.</summary>
    public byte[]? SigningConfigJson { get; init; }

    /// <summary>Version of the TUF root, for people to compare.</summary>
    public required long RootVersion { get; init; }

    public required long TargetsVersion { get; init; }

    /// <summary>When the repository must have signed again.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When the repository was last asked.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it is the cached one although the repository was to be asked; null when it is as fresh as was wanted.</summary>
    public string? StaleBecause { get; init; }
}
