// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>
/// Every firmware image of all packages at hand, by component: the rungs that a ladder may use, whichever package brings them. An image without a
/// component, or whose revisions are not of its scheme, is no rung. Immutable. Spec: spec/plan §"Ladders".
/// </summary>
public sealed class FirmwareCatalogue
{
    /// <summary>What an image needs when its manifest does not say: the most that a host can do by itself, so that no plan promises less than is needed.</summary>
    public const FirmwareActivation AssumedActivation = FirmwareActivation.ColdReboot;

    private readonly ImmutableSortedDictionary<string, ImmutableArray<FirmwareRung>> rungs;

    private FirmwareCatalogue(ImmutableSortedDictionary<string, ImmutableArray<FirmwareRung>> rungs) => this.rungs = rungs;

    /// <summary>The images of these packages.</summary>
    public static FirmwareCatalogue Of(IEnumerable<DriverPackage> packages) => new(packages
        .SelectMany(package => package.Manifest.Firmware.Select(image => RungOf(package, image)).OfType<FirmwareRung>())
        .GroupBy(rung => rung.Component, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => Distinct(group), StringComparer.Ordinal));

    /// <summary>The images of a component whose revisions are of the scheme.</summary>
    public ImmutableArray<FirmwareRung> Find(string component, VersionScheme scheme) =>
        rungs.TryGetValue(component, out var found) ? [.. found.Where(rung => rung.Revision.Scheme == scheme)] : [];

    /// <summary>The rung of one image; null when it names no component or its revisions cannot be read.</summary>
    public static FirmwareRung? RungOf(DriverPackage package, FirmwareImage image)
    {
        if (image.Component is not { } component || !VersionSchemes.TryParse(image.Scheme ?? VersionScheme.Opaque.Name(), out var scheme) || !ComponentVersion.TryParse(scheme, image.Rev, out var revision)) return null;
        var ranges = image.UpgradeFrom.Select(text => VersionRange.TryParse(scheme, text, out var range) ? range : null).ToArray();
        ComponentVersion? floor = null;
        if (ranges.Any(range => range is null) || (image.AntiRollback is { } oldest && !ComponentVersion.TryParse(scheme, oldest, out floor))) return null;
        if (LayerOf(package, image) is not { } layer) return null;
        return new FirmwareRung
        {
            Component = component,
            Revision = revision,
            UpgradeFrom = [.. ranges.OfType<VersionRange>()],
            Floor = floor,
            Activation = image.Activation ?? AssumedActivation,
            Bytes = layer.Size,
            Origin = new FirmwareOrigin(package.Source, $"{package.Manifest.Package} {package.Manifest.Version}", package.Index.Digest, image.File, image.Sha256, layer.Digest),
        };
    }

    // A firmware layer does not depend on the instruction set, so that of the first build will do.
    private static PackagedLayer? LayerOf(DriverPackage package, FirmwareImage image) =>
        package.Builds[0].Config.Layers.FirstOrDefault(layer => layer.Kind == PayloadKind.Firmware && layer.Title.EndsWith($"/firmware-{image.File}.tar.zst", StringComparison.Ordinal));

    // Versions of a package repeat its firmware: the same layer with the same rules is one rung.
    private static ImmutableArray<FirmwareRung> Distinct(IEnumerable<FirmwareRung> all) =>
        [.. all.OrderBy(rung => rung.Identity).DistinctBy(rung => (rung.Revision, rung.Origin!.Layer, string.Join('|', rung.UpgradeFrom), rung.Floor, rung.Activation))];
}
