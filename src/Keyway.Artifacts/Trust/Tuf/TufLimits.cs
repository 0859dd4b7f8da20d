// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>What a repository may ask of a client at most: the W, X, Y and Z that the specification leaves to the application (sections 5.3 to 5.6). Immutable.</summary>
public sealed record TufLimits
{
    public static TufLimits Default { get; } = new();

    /// <summary>Bytes of one root (W in 5.3.3).</summary>
    public int RootSize { get; init; } = 512 << 10;

    /// <summary>New roots in one update (Y in 5.3.3).</summary>
    public int RootRotations { get; init; } = 256;

    /// <summary>Bytes of a timestamp (X in 5.4.1).</summary>
    public int TimestampSize { get; init; } = 16 << 10;

    /// <summary>Bytes of a snapshot whose length the timestamp does not give (5.5.1).</summary>
    public int SnapshotSize { get; init; } = 2 << 20;

    /// <summary>Bytes of a targets role whose length the snapshot does not give (5.6.1).</summary>
    public int TargetsSize { get; init; } = 5 << 20;

    /// <summary>Bytes of a target, whatever its metadata says (5.7.3): targets are held in memory until they are verified.</summary>
    public int TargetSize { get; init; } = 64 << 20;

    /// <summary>Delegated roles that one search visits (5.6.7.1).</summary>
    public int VisitedRoles { get; init; } = 64;
}
