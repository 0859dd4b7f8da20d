// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Spdx2;

/// <summary>The properties of a component that go into annotations: its own, and the members of the model that the format has no place for.</summary>
internal static class Spdx2Properties
{
    public const string SourceUri = "keyway:source";
    public const string DistributionUri = "keyway:distribution";

    public static IEnumerable<SbomProperty> Of(SbomComponent component)
    {
        foreach (var property in component.Properties) yield return property;
        if (component.IsExecutable is { } executable) yield return new(PropertyNames.Executable, executable ? PropertyNames.IsExecutable : PropertyNames.IsNotExecutable);
        if (component.IsArchive is { } archive) yield return new(PropertyNames.Archive, archive ? PropertyNames.IsArchive : PropertyNames.IsNoArchive);
        if (component.IsStructured is { } structured) yield return new(PropertyNames.Structured, structured ? PropertyNames.IsStructured : PropertyNames.IsUnstructured);
        if (component.IsExternal) yield return new(PropertyNames.External, "true");
        if (component.SourceUri is { } source) yield return new(SourceUri, source);
        if (component.DistributionUri is { } distribution) yield return new(DistributionUri, distribution);
    }
}
