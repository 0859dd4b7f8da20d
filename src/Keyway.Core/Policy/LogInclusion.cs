// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>A log entry that verified against a signed checkpoint.</summary>
/// <param name="Log">The log: its address in the trusted root.</param>
/// <param name="Index">Index of the entry.</param>
public sealed record LogInclusion(string Log, long Index)
{
    /// <summary>The witnesses whose cosignatures of the checkpoint verified, by their verifier keys (c2sp.org/signed-note).</summary>
    public ImmutableArray<string> Witnesses { get => field.IsDefault ? [] : field; init; }
}
