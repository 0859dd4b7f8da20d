// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>What an install or a rollback did.</summary>
public sealed record InstallOutcome
{
    public required InstallResult Result { get; init; }

    /// <summary>Number of the generation that was current before; null on a host that had none.</summary>
    public long? From { get; init; }

    /// <summary>That generation; null as well when its document is damaged.</summary>
    public Generation? Before { get; init; }

    /// <summary>The generation that is current now.</summary>
    public required Generation Now { get; init; }

    /// <summary>Layers unpacked by this call.</summary>
    public int StagedLayers { get; init; }

    /// <summary>Layers that were there already.</summary>
    public int ReusedLayers { get; init; }

    /// <summary>Size of the compressed blobs that were read, in bytes.</summary>
    public long FetchedBytes { get; init; }

    /// <summary>Size of the files that were written, in bytes.</summary>
    public long WrittenBytes { get; init; }

    /// <summary>From taking the lock to the commit record.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The part of <see cref="Elapsed"/> in which <c>current</c> was switched to the prepared link and that was made durable.</summary>
    public TimeSpan SwitchTime { get; init; }

    /// <summary>The downgrade permit that this change used; the caller has it remembered as used.</summary>
    public long? UsedPermit { get; init; }

    /// <summary>False when the change is committed but something old could not be removed; the next command tries again.</summary>
    public bool IsCleanedUp { get; init; } = true;
}
