// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Comparing;

/// <summary>One difference between two documents.</summary>
/// <param name="Change">What happened.</param>
/// <param name="Component">What the component is called in both: its package URL without the version, or its name.</param>
/// <param name="Member">Which member differs; null for a component that came or went.</param>
/// <param name="Before">Its value in the first document; the version of a component that went.</param>
/// <param name="After">Its value in the second document; the version of a component that came.</param>
public sealed record SbomDifference(SbomChange Change, string Component, string? Member, string? Before, string? After);
