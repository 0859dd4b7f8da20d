// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Sbom;
using Keyway.Packages;

namespace Keyway.Publishing.Sbom;

/// <summary>
/// What a driver package is made of, as an SBOM: the package, the build of each ISA, every file, and what the host has to bring. A pure function of the
/// content. Spec: spec/sbom §"Components".
/// </summary>
internal sealed class DriverSbom(PackageContent content, SbomSettings settings)
{
    /// <summary>Id of the whole package.</summary>
    public const string PackageId = "package";

    // The end of the year 9999: what a time can hold, and more than a manifest means.
    private const long LastSecond = 253_402_300_799;

    private readonly FileComponents files = new(content);

    /// <summary>The whole package.</summary>
    public SbomDocument OfPackage()
    {
        SbomParts parts = new();
        parts.Add(files.Package());
        foreach (var build in content.Builds) parts.Add(files.Build(build));
        foreach (var build in content.Builds) AddFiles(parts, build);
        var shared = SharedIds(content.Builds);
        parts.Relate(PackageId, SbomRelationKind.Contains, [.. content.Builds.Select(FileComponents.IdOf), .. shared], SbomCompleteness.Complete);
        parts.Relate(PackageId, SbomRelationKind.DependsOn, [.. content.Builds.Select(FileComponents.IdOf)], SbomCompleteness.Complete);
        foreach (var build in content.Builds) RelateBuild(parts, build, build.Files.Where(file => !file.IsShared));
        return Document(parts, PackageId, $"{content.Manifest.Package} {content.Manifest.Version}");
    }

    /// <summary>The build of one ISA alone.</summary>
    public SbomDocument OfBuild(Isa isa)
    {
        var build = content.Builds.Single(build => build.Isa == isa);
        SbomParts parts = new();
        parts.Add(files.Build(build));
        AddFiles(parts, build);
        RelateBuild(parts, build, build.Files);
        return Document(parts, FileComponents.IdOf(build), $"{content.Manifest.Package} {content.Manifest.Version} {isa.Word()}");
    }

    private static ImmutableArray<string> SharedIds(IEnumerable<ContentBuild> builds) =>
        [.. builds.SelectMany(build => build.Files.Where(file => file.IsShared).Select(file => FileComponents.IdOf(build, file))).Distinct(StringComparer.Ordinal)];

    private void AddFiles(SbomParts parts, ContentBuild build)
    {
        FileNeeds needs = new(build, content.Manifest, parts);
        foreach (var file in build.Files)
        {
            if (!parts.Add(files.File(build, file))) continue;
            needs.Relate(file);
        }
    }

    private static void RelateBuild(SbomParts parts, ContentBuild build, IEnumerable<ContentFile> contained)
    {
        var id = FileComponents.IdOf(build);
        parts.Relate(id, SbomRelationKind.Contains, [.. contained.Select(file => FileComponents.IdOf(build, file))], SbomCompleteness.Complete);
        parts.Relate(id, SbomRelationKind.DependsOn, SharedIds([build]), SbomCompleteness.Complete);
    }

    private SbomDocument Document(SbomParts parts, string root, string name) => new()
    {
        Name = name,
        Created = content.Manifest.Build?.SourceDateEpoch is { } seconds and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : settings.SourceDate,
        Author = files.Vendor,
        Tools = [settings.Tool],
        Lifecycle = SbomLifecycle.PostBuild,
        Root = root,
        Components = parts.Components,
        Relations = parts.Relations,
    };
}
