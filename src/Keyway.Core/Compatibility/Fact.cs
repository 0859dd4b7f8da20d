// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility;

/// <summary>One observation about a host, and where it comes from. Spec: spec/facts §"Facts".</summary>
public sealed record Fact
{
    /// <summary>What was seen.</summary>
    public required FactValue Value { get; init; }

    /// <summary>The file or program that was asked, as the host names it: <c>/proc/cpuinfo</c>, <c>nvidia-smi -q -x</c>.</summary>
    public required string Source { get; init; }

    public required FactMethod Method { get; init; }

    /// <summary>When it was seen, in UTC, to the second.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
}
