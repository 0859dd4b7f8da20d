// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>A rule about a whole document: null, or what is wrong.</summary>
internal sealed record DocumentRule(string Name, string Source, SbomLevel Level, Func<SbomDocument, string?> Problem);
