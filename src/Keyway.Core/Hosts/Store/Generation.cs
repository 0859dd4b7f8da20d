// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Hosts.Store;

/// <summary>One complete driver stack on a host: the document <c>generation.json</c>. Spec: spec/host-store §"Generations".</summary>
public sealed record Generation
{
    public required int SchemaVersion { get; init; }

    /// <summary>Number, growing by install, never used twice.</summary>
    public required long Number { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required Isa Isa { get; init; }

    public required Digest Index { get; init; }

    public required Digest Manifest { get; init; }

    /// <summary>When it was built, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Why the package was chosen.</summary>
    public required string Reason { get; init; }

    public required ImmutableArray<GenerationLayer> Layers { get; init; }

    /// <summary>What the generation directory holds besides this document.</summary>
    public required ImmutableArray<GenerationLink> Links { get; init; }

    public required ImmutableArray<GenerationModule> Modules { get; init; }
}
