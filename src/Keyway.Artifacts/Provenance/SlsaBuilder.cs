// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Provenance;

/// <summary>The build platform. Spec: SLSA 1.0 §"Builder".</summary>
/// <param name="Id">Names everything that had to be trusted to run the build; decides the SLSA level.</param>
public sealed record SlsaBuilder(string Id)
{
    /// <summary>Version by component of the platform.</summary>
    public ImmutableSortedDictionary<string, string> Version { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    public ImmutableArray<ResourceDescriptor> Dependencies { get => field.IsDefault ? [] : field; init; }
}
