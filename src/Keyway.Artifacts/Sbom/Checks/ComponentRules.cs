// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>What profiles ask of a component.</summary>
internal static class ComponentRules
{
    public static ComponentRule Creator { get; } = Required("component-creator", "§5.2.2", component =>
        (component.Value.Creator ?? component.Value.Supplier) is { } creator ? DocumentRules.ContactProblem(creator) : "it has no creator");

    public static ComponentRule FileName { get; } = Required("filename", "§5.2.2", component => component.Value.FileName switch
    {
        null or "" => component.IsLogical ? null : "it has no file name",
        var name => name.Contains('/', StringComparison.Ordinal) ? "its file name has directories in it" : null,
    });

    public static ComponentRule Needs { get; } = Required("dependencies", "§5.2.2", component => component.HasNeeds ? null : "its dependencies are not listed, not even as none or unknown");

    public static ComponentRule DistributionLicence { get; } =
        Required("distribution-licence", "§5.2.2", component => component.Value.ConcludedLicence is null ? "it has no distribution (concluded) licence" : null);

    public static ComponentRule Sha512 { get; } = Required("deployable-hash", "§5.2.2", component =>
        component.IsLogical || component.Value.Hash(SbomHash.Sha512) is not null ? null : "its deployable form has no SHA-512");

    public static ComponentRule Executable { get; } = Flag("executable", component => component.IsExecutable);

    public static ComponentRule Archive { get; } = Flag("archive", component => component.IsArchive);

    public static ComponentRule Structured { get; } = Flag("structured", component => component.IsStructured);

    public static ComponentRule SourceUri { get; } = IfExists("source-uri", "§5.2.4", component => component.Value.SourceUri is null ? "it has no address of its source" : null);

    public static ComponentRule DeployableUri { get; } = IfExists("deployable-uri", "§5.2.4", component =>
        component.IsLogical || component.Value.DistributionUri is not null ? null : "it has no address of its deployable form");

    public static ComponentRule OriginalLicence { get; } = IfExists("original-licence", "§5.2.4", component => component.Value.DeclaredLicence is null ? "it has no original (declared) licence" : null);

    public static ComponentRule Supplier(string name, string source) =>
        Required(name, source, component => (component.Value.Supplier ?? component.Value.Creator) is { Name.Length: > 0 } ? null : "nobody is named as its supplier");

    public static ComponentRule Name(string source) =>
        Required("component-name", source, component => string.IsNullOrWhiteSpace(component.Value.Name) ? "it has no name" : null) with { SparesExternal = false };

    public static ComponentRule Version(string source) => Required("component-version", source, component => component.Value.Version is { Length: > 0 } ? null : "it has no version");

    public static ComponentRule Identifier(string source, SbomLevel level) =>
        new("identifier", source, level, component => component.Value is { PackageUrl: null, Cpe: null } ? "it has neither a package URL nor a CPE" : null);

    public static ComponentRule Relation(string source) =>
        Required("dependency-relationship", source, component => component.IsRelated ? null : "nothing contains it and nothing depends on it") with { SparesExternal = false };

    public static ComponentRule AnyHash(string source) => Required("component-hash", source, component => component.IsLogical || !component.Value.Hashes.IsEmpty ? null : "it has no hash");

    public static ComponentRule AnyLicence(string source) =>
        Required("licence", source, component => component.Value is { ConcludedLicence: null, DeclaredLicence: null } ? "it has no licence" : null);

    private static ComponentRule Flag(string name, Func<SbomComponent, bool?> flag) =>
        Required(name, "§5.2.2", component => component.IsLogical || flag(component.Value) is not null ? null : $"it does not say whether it is {name}");

    private static ComponentRule Required(string name, string source, Func<CheckedComponent, string?> problem) => new(name, source, SbomLevel.Required, problem);

    private static ComponentRule IfExists(string name, string source, Func<CheckedComponent, string?> problem) => new(name, source, SbomLevel.IfExists, problem);
}
