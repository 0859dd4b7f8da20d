// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Spdx3;

/// <summary>An element of the graph and its id.</summary>
internal sealed record Spdx3Element(string Id, string Type, SbomNode Node);
