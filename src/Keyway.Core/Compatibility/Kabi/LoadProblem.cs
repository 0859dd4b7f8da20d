// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Kabi;

/// <summary>One obstacle between a module and a kernel.</summary>
/// <param name="Outcome"><see cref="Compatibility.Outcome.Fail"/>, or <see cref="Compatibility.Outcome.Unknown"/> when a fact is missing.</param>
/// <param name="Symbol">The symbol it is about; null for obstacles of the whole module.</param>
/// <param name="Reason">One sentence that names both values.</param>
public sealed record LoadProblem(LoadObstacle Obstacle, Outcome Outcome, string Module, string? Symbol, string Reason)
{
    /// <summary>The CRC the module was built against, for <see cref="LoadObstacle.Crc"/>.</summary>
    public string? Built { get; init; }

    /// <summary>The CRC that is exported, for <see cref="LoadObstacle.Crc"/>.</summary>
    public string? Exported { get; init; }

    /// <summary>The fact it rests on.</summary>
    public required FactName Fact { get; init; }
}
