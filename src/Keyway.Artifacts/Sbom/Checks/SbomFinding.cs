// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>Something a profile asks for that a document does not have.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Rule">Stable name of the rule: <c>component-hash</c>.</param>
/// <param name="Source">Where the profile says it: <c>§5.2.2</c>.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Component">Id of the component; null for the document itself.</param>
/// <param name="Message">What is missing or wrong.</param>
public sealed record SbomFinding(SbomProfile Profile, string Rule, string Source, SbomLevel Level, string? Component, string Message);
