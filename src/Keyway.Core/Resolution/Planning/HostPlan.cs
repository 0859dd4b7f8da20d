// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Planning;

/// <summary>What one host is to be given, or why nothing: complete, so that whoever carries it out decides nothing. Spec: spec/plan §"Document".</summary>
public sealed record HostPlan
{
    public required string Host { get; init; }

    /// <summary>The package chosen; null when the host gets nothing.</summary>
    public DriverPackage? Package { get; init; }

    /// <summary>The build for the host's instruction set; null when the host gets nothing.</summary>
    public IsaBuild? Build { get; init; }

    /// <summary>One sentence: why this, or why nothing.</summary>
    public required string Because { get; init; }

    /// <summary>Every check on the package chosen; of a host that gets nothing, those on the preferred candidate that did not pass.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Firmware steps in order.</summary>
    public ImmutableArray<LadderBatch> Firmware { get; init; } = [];

    /// <summary>What the firmware steps cost.</summary>
    public LadderCost FirmwareCost { get; init; }

    /// <summary>The most disturbing thing that happens to the host, its kernel modules included.</summary>
    public FirmwareActivation Disruption { get; init; }

    public DrainNeed Drain { get; init; }

    /// <summary>Why it must be drained or need not.</summary>
    public string DrainBecause { get; init; } = "";

    /// <summary>Layers of the package and of the images on the way, in this order.</summary>
    public ImmutableArray<PlannedLayer> Layers { get; init; } = [];

    /// <summary>Bytes of the layers that the host lacks.</summary>
    public long FetchBytes => Layers.Where(layer => !layer.IsPresent).Sum(layer => layer.Size);
}
