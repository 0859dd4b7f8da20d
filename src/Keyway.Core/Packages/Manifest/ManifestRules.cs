// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Packages.Manifest;

/// <summary>What members must say together; each rule skips what the shape has already refused. Spec: spec/manifest §"Rules".</summary>
internal sealed class ManifestRules(PlacedObject root, Findings findings)
{
    public static void Check(PlacedObject root, Findings findings)
    {
        ManifestRules rules = new(root, findings);
        rules.CheckFirmware();
        rules.CheckPayloads();
        rules.CheckRegions();
        rules.CheckSupport();
    }

    private void CheckFirmware()
    {
        HashSet<string> files = [];
        foreach (var image in Objects(root["firmware"]))
        {
            if (Text(image["file"]) is { } file && !files.Add(file.Value))
                findings.Add(ManifestCodes.DuplicateItem, file.Offset, $"'firmware' has '{file.Value}' twice", "one entry a file");
            CheckRevisions(image);
        }
    }

    private void CheckRevisions(PlacedObject image)
    {
        if (!VersionSchemes.TryParse(Text(image["scheme"])?.Value ?? "opaque", out var scheme)) return;
        foreach (var name in (string[])["rev", "antiRollback"])
            if (Text(image[name]) is { } revision && !ComponentVersion.TryRead(scheme, revision.Value, out _, out var fault))
                findings.Add(ManifestCodes.BadText, TextShape.PlaceOf(revision, fault.Position), $"'{name}' is '{Shown.Text(revision.Value)}', no version of scheme {scheme.Name()}", "valid: " + fault.Expected);
        foreach (var range in Items(image["upgradeFrom"]).OfType<PlacedText>())
            if (!VersionRange.TryParse(scheme, range.Value, out _))
                findings.Add(ManifestCodes.BadText, range.Offset, $"'upgradeFrom' has '{Shown.Text(range.Value)}', no range of scheme {scheme.Name()}", "valid: a version of the scheme, or >= and < with one, ' || ' for or");
        CheckAntiRollback(image, scheme);
    }

    private void CheckAntiRollback(PlacedObject image, VersionScheme scheme)
    {
        if (Text(image["antiRollback"]) is not { } oldest || Text(image["rev"]) is not { } revision) return;
        if (scheme == VersionScheme.Opaque) findings.Add(ManifestCodes.Contradiction, oldest.Offset, "'antiRollback' needs an order, but the scheme is opaque", "declare the scheme that 'rev' is written in: " + VersionSchemes.ValidNames);
        else if (ComponentVersion.TryParse(scheme, oldest.Value, out var floor) && ComponentVersion.TryParse(scheme, revision.Value, out var own) && floor.Compare(own) > 0)
            findings.Add(ManifestCodes.Contradiction, oldest.Offset, $"'antiRollback' is {oldest.Value}, newer than 'rev' {revision.Value}", "it is the oldest revision a device still accepts, at most the image's own");
    }

    private void CheckPayloads()
    {
        HashSet<string> seen = [];
        var isas = Objects(root["supported_hosts"]).Select(host => Text(host["isa"])?.Value).ToHashSet();
        var files = Objects(root["firmware"]).Select(image => Text(image["file"])?.Value).ToHashSet();
        foreach (var payload in Objects(root["payloads"]))
        {
            CheckPayload(payload, isas, files);
            if (Key(payload) is { } key && !seen.Add(key)) findings.Add(ManifestCodes.DuplicateItem, payload.Offset, $"'payloads' has {key} twice", "keep one of them");
        }
    }

    private void CheckPayload(PlacedObject payload, HashSet<string?> isas, HashSet<string?> files)
    {
        if (Text(payload["isa"]) is { } isa && IsaExtensions.TryParse(isa.Value, out _) && !isas.Contains(isa.Value))
            findings.Add(ManifestCodes.Contradiction, isa.Offset, $"a payload for {isa.Value}, which 'supported_hosts' does not have", "add the ISA to 'supported_hosts', or drop the payload");
        if (Text(payload["file"]) is { } file && !files.Contains(file.Value))
            findings.Add(ManifestCodes.Contradiction, file.Offset, $"firmware payload '{Shown.Text(file.Value)}' has no entry in 'firmware'", "describe it there: file, sha256 and rev");
        if (Text(payload["release"]) is { } release && Text(payload["vermagic"]) is { } vermagic && vermagic.Value.Split(' ')[0] != release.Value)
            findings.Add(ManifestCodes.Contradiction, vermagic.Offset, $"'vermagic' is for {Shown.Text(vermagic.Value.Split(' ')[0])}, but 'release' is {Shown.Text(release.Value)}", "the first word of a vermagic is the release");
    }

    private static string? Key(PlacedObject payload) => Text(payload["kind"])?.Value switch
    {
        null => null,
        var kind => Shown.Text(string.Join(' ', new[] { kind, Text(payload["isa"])?.Value, Text(payload["release"])?.Value, Text(payload["name"])?.Value, Text(payload["file"])?.Value }.OfType<string>())),
    };

    private void CheckRegions()
    {
        if (root["export"] is not PlacedObject export) return;
        var denied = Items(export["deniedRegions"]).OfType<PlacedText>().Select(region => region.Value).ToHashSet();
        foreach (var region in Items(export["allowedRegions"]).OfType<PlacedText>().Where(region => denied.Contains(region.Value)))
            findings.Add(ManifestCodes.Contradiction, region.Offset, $"region {Shown.Text(region.Value)} is both allowed and denied", "drop it from one list");
    }

    private void CheckSupport()
    {
        if (root["support"] is not PlacedObject support || support["longTermAvailability"] is not PlacedObject promise) return;
        if (Text(promise["until"]) is { } until && Text(support["endOfLife"]) is { } end && string.CompareOrdinal(until.Value, end.Value) < 0)
            findings.Add(ManifestCodes.Contradiction, until.Offset, $"available until {Shown.Text(until.Value)}, but fixed until {Shown.Text(end.Value)}", "a package is available at least as long as it gets fixes");
    }

    private static PlacedText? Text(PlacedNode? node) => node as PlacedText;

    private static ImmutableArray<PlacedNode> Items(PlacedNode? node) => node is PlacedArray array ? array.Items : [];

    private static IEnumerable<PlacedObject> Objects(PlacedNode? node) => Items(node).OfType<PlacedObject>();
}
