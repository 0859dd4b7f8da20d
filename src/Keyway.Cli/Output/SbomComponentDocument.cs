// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Sbom;

namespace Keyway.Cli.Output;

/// <summary>One component in a <see cref="SbomShowDocument"/>.</summary>
internal sealed record SbomComponentDocument(
    string Id, string Kind, string Name, string? Version, string? Supplier, string? Licence, string? PackageUrl, string? Filename, string? Sha256, string? Sha512, bool IsExternal, IReadOnlyList<string>? Needs, string? Completeness)
{
    public static SbomComponentDocument Of(SbomComponent component, SbomRelation? needs) => new(
        component.Id,
        component.Kind.ToString().ToLowerInvariant(),
        component.Name,
        component.Version,
        (component.Supplier ?? component.Creator)?.Name,
        (component.ConcludedLicence ?? component.DeclaredLicence)?.Expression,
        component.PackageUrl,
        component.FileName,
        component.Hash(SbomHash.Sha256),
        component.Hash(SbomHash.Sha512),
        component.IsExternal,
        needs is null or { To.IsEmpty: true } ? null : needs.To,
        needs?.Completeness.ToString().ToLowerInvariant());
}
