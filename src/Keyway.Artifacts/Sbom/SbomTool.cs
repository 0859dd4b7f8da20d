// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>The program that wrote an SBOM.</summary>
public sealed record SbomTool(string Name, string? Version);
