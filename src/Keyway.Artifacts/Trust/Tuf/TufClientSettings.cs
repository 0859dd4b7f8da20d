// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>How a client trusts. Immutable.</summary>
public sealed record TufClientSettings
{
    /// <summary>The root.json that came with the application or over another trusted way. With it nothing on the disk is an anchor: the chain of roots is verified from here each time.</summary>
    public byte[]? Anchor { get; init; }

    public TufLimits Limits { get; init; } = TufLimits.Default;

    /// <summary>How far the clock may be behind the last update; infinite never looks.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after the last update the cached metadata may be used without the repository.</summary>
    public TimeSpan OfflineAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether target files carry their hash in the name when snapshots are consistent.</summary>
    public bool PrefixesTargets { get; init; } = true;
}
