// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>The rules of each profile, in the order of its text.</summary>
internal static class ProfileRules
{
    private static readonly ImmutableArray<DocumentRule> NtiaDocument =
    [
        DocumentRules.Author("Data Fields: Author of SBOM Data"),
        DocumentRules.Timestamp("Data Fields: Timestamp"),
        DocumentRules.References("Data Fields: Dependency Relationship"),
        DocumentRules.Root("Practices: Depth"),
    ];

    private static readonly ImmutableArray<ComponentRule> NtiaComponent =
    [
        ComponentRules.Supplier("supplier-name", "Data Fields: Supplier Name"),
        ComponentRules.Name("Data Fields: Component Name"),
        ComponentRules.Version("Data Fields: Version of the Component"),
        ComponentRules.Identifier("Data Fields: Other Unique Identifiers", SbomLevel.IfExists),
        ComponentRules.Relation("Data Fields: Dependency Relationship"),
    ];

    private static readonly ImmutableArray<DocumentRule> CisaDocument =
    [
        DocumentRules.Author("Data Fields: SBOM Author"),
        DocumentRules.Tool("Data Fields: Tool Name"),
        DocumentRules.Timestamp("Data Fields: Timestamp"),
        DocumentRules.Context("Data Fields: Generation Context"),
        DocumentRules.References("Data Fields: Dependency Relationship"),
        DocumentRules.Root("Practices: Coverage"),
    ];

    private static readonly ImmutableArray<ComponentRule> CisaComponent =
    [
        ComponentRules.Supplier("software-producer", "Data Fields: Software Producer"),
        ComponentRules.Name("Data Fields: Component Name"),
        ComponentRules.Version("Data Fields: Component Version"),
        ComponentRules.Identifier("Data Fields: Software Identifiers", SbomLevel.Required),
        ComponentRules.AnyHash("Data Fields: Component Hash"),
        ComponentRules.AnyLicence("Data Fields: License"),
        ComponentRules.Relation("Data Fields: Dependency Relationship"),
    ];

    private static readonly ImmutableArray<DocumentRule> BsiDocument =
    [
        DocumentRules.BsiFormat,
        DocumentRules.NoVulnerabilities,
        DocumentRules.Creator,
        DocumentRules.Timestamp("§5.2.1"),
        DocumentRules.Uri,
        DocumentRules.References("§5.2.2"),
        DocumentRules.Root("§5.1"),
        DocumentRules.Completeness,
    ];

    private static readonly ImmutableArray<ComponentRule> BsiComponent =
    [
        ComponentRules.Creator,
        ComponentRules.Name("§5.2.2"),
        ComponentRules.Version("§5.2.2"),
        ComponentRules.FileName,
        ComponentRules.Needs,
        ComponentRules.DistributionLicence,
        ComponentRules.Sha512,
        ComponentRules.Executable,
        ComponentRules.Archive,
        ComponentRules.Structured,
        ComponentRules.SourceUri,
        ComponentRules.DeployableUri,
        ComponentRules.Identifier("§5.2.4", SbomLevel.IfExists),
        ComponentRules.OriginalLicence,
    ];

    public static ImmutableArray<DocumentRule> OfDocument(SbomProfile profile) => profile switch
    {
        SbomProfile.Ntia => NtiaDocument,
        SbomProfile.Cisa2025 => CisaDocument,
        _ => BsiDocument,
    };

    public static ImmutableArray<ComponentRule> OfComponent(SbomProfile profile) => profile switch
    {
        SbomProfile.Ntia => NtiaComponent,
        SbomProfile.Cisa2025 => CisaComponent,
        _ => BsiComponent,
    };
}
