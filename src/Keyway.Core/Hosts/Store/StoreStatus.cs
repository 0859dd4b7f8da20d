// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Channels;

namespace Keyway.Hosts.Store;

/// <summary>What a host runs and what it could go back to, as read without the lock.</summary>
public sealed record StoreStatus
{
    /// <summary>The generation that <c>current</c> names; null on a host without one.</summary>
    public Generation? Current { get; init; }

    /// <summary>Number of the generation that a rollback without a number would switch to; null when there is nothing.</summary>
    public long? PreviousNumber { get; init; }

    /// <summary>That generation; null as well when its document is damaged.</summary>
    public Generation? Previous { get; init; }

    /// <summary>What the host's channel revoked: why <see cref="Current"/> must go; null when it is not revoked.</summary>
    public Revocation? CurrentRevocation { get; init; }

    /// <summary>Why a rollback will not lead to <see cref="Previous"/>; null when it is not revoked.</summary>
    public Revocation? PreviousRevocation { get; init; }

    /// <summary>Number of the generation that was current when the running kernel booted; null when there was none or it is not known.</summary>
    public long? Booted { get; init; }

    /// <summary>Whether <see cref="Booted"/> is known at all.</summary>
    public bool IsBootedKnown { get; init; }

    /// <summary>The change that was interrupted and that the next install, rollback or recovery settles; null when there is none.</summary>
    public JournalRecord? Pending { get; init; }

    /// <summary>The modules of <see cref="Current"/> beside those the kernel has loaded.</summary>
    public ImmutableArray<ModuleState> Modules { get; init; } = [];
}
