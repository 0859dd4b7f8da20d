// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>One package that was looked at, every check made on it and what became of it.</summary>
public sealed record Candidate
{
    public required DriverPackage Package { get; init; }

    /// <summary>The build for the host's instruction set; null when the package has none or the instruction set is unknown.</summary>
    public IsaBuild? Build { get; init; }

    /// <summary>The version, read once; null when the manifest's text is none.</summary>
    internal StackVersion? Version { get; init; }

    public required CandidateVerdict Verdict { get; init; }

    /// <summary>One sentence: why it was chosen, or why it lost.</summary>
    public required string Because { get; init; }

    /// <summary>In the order of the checks.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The layers of the build that this host needs, in the order of the config; empty unless the candidate fits.</summary>
    public ImmutableArray<PackagedLayer> Layers { get; init; } = [];

    /// <summary>How many devices of this host would get another revision of their firmware, which takes a reset or a reboot; 0 unless the candidate fits.</summary>
    public int FirmwareMoves { get; init; }

    /// <summary>Bytes of all <see cref="Layers"/> as they are fetched.</summary>
    public long Bytes => Layers.Sum(layer => layer.Size);
}
