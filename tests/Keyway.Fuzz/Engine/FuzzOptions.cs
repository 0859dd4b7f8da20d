// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>One run of one target. The same options give the same run, unless <see cref="Time"/> ends it.</summary>
internal sealed record FuzzOptions
{
    public required string Target { get; init; }

    public int Seed { get; init; } = 20261124;

    /// <summary>Inputs to try; the run ends when these are used up or <see cref="Time"/> is.</summary>
    public long Iterations { get; init; } = long.MaxValue;

    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>Coverage guidance: an input that takes a new edge joins the corpus. Without it, mutation is blind.</summary>
    public bool KeepsDiscoveries { get; init; } = true;

    /// <summary>Inputs to start from besides the target's own seeds.</summary>
    public byte[][] Inputs { get; init; } = [];

    public Action<string>? Progress { get; init; }
}
