// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>A rule about each component: null, or what is wrong.</summary>
internal sealed record ComponentRule(string Name, string Source, SbomLevel Level, Func<CheckedComponent, string?> Problem)
{
    /// <summary>False for what a component must have even if the host brings it: a name and a place in the graph. The rest of such a component is a known unknown.</summary>
    public bool SparesExternal { get; init; } = true;
}
