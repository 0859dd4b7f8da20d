// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>A relationship of the graph.</summary>
internal sealed record Spdx3Relationship(string Type, string From, ImmutableArray<string> To, SbomCompleteness? Completeness);
