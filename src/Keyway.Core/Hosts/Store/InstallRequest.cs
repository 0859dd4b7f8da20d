// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>One package build to install, with exactly the layers this host needs. Whether it fits the host was decided before. Spec: spec/host-store §"Install".</summary>
public sealed record InstallRequest
{
    /// <summary>Package name from the capability manifest.</summary>
    public required string Package { get; init; }

    /// <summary>Package version as its manifest writes it.</summary>
    public required string Version { get; init; }

    /// <summary>The reference it was asked for by, for the history.</summary>
    public required string Source { get; init; }

    public required Isa Isa { get; init; }

    /// <summary>Digest of the image index.</summary>
    public required Digest Index { get; init; }

    /// <summary>Digest of the image manifest of this ISA.</summary>
    public required Digest Manifest { get; init; }

    public required ImmutableArray<RequestedLayer> Layers { get; init; }

    /// <summary>What the host's channel said to this package; a host that has joined a channel installs nothing without.</summary>
    public ChannelVerdict? Admission { get; init; }

    /// <summary>Told when nothing refuses any more and before the host is touched; what it throws ends the install.</summary>
    public Func<CancellationToken, Task>? Admitted { get; init; }

    /// <summary>Why this package was chosen, one line for the history.</summary>
    public required string Reason { get; init; }
}
