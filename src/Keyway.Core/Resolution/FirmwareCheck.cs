// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>Whether the device's firmware may go straight to the revision in the package.</summary>
internal static class FirmwareCheck
{
    private const string Name = "firmware";

    public static Question Question(FirmwareImage image) => new()
    {
        Check = Name,
        Ask = asked => Of(asked, image),
        Reads = MayFollowAny(image) || image.Component is not { } component ? [] : [FactReading.Of(FactName.OfFirmware(component))],
        Demand = () => string.Join('\t', [image.Scheme, image.Rev, image.AntiRollback, .. image.UpgradeFrom]),
    };

    /// <summary>True when installing the image would change the revision of a device of this host, or when nobody knows.</summary>
    public static bool Moves(Inquiry inquiry, FirmwareImage image) => image.Component is { } component && inquiry.Facts.Find(FactName.OfFirmware(component))?.Value switch
    {
        FactValue.Null => false,
        FactValue.Text current => !Schemed(image, current.Value, out var from, out var to) || from.Compare(to) != 0,
        _ => true,
    };

    private static bool MayFollowAny(FirmwareImage image) => image.UpgradeFrom.IsEmpty && image.AntiRollback is null;

    private static Finding Of(Inquiry inquiry, FirmwareImage image)
    {
        if (MayFollowAny(image)) return Plain(Outcome.Ok, $"{image.File} {image.Rev} may follow any revision");
        if (image.Component is not { } component) return Plain(Outcome.Unknown, $"{image.File} {image.Rev} follows only some revisions, but names no component to look at");
        var fact = FactName.OfFirmware(component);
        return inquiry.Facts.Find(fact)?.Value switch
        {
            FactValue.Null => inquiry.On(fact, Name, Outcome.Warn, $"{image.File} is for {component}, which the host does not have"),
            FactValue.Text current => Step(inquiry, fact, image, current.Value),
            _ => inquiry.NotKnown(fact, Name, $"{component} {image.Rev} may follow {Allowed(image)}"),
        };
    }

    private static Finding Step(Inquiry inquiry, FactName fact, FirmwareImage image, string current)
    {
        if (!Schemed(image, current, out var from, out var to))
            return inquiry.On(fact, Name, Outcome.Unknown, $"{image.Component} is at '{current}' and the package has '{image.Rev}': both cannot be read as {image.Scheme}");

        var scheme = from.Scheme;
        if (from.Compare(to) == 0) return inquiry.On(fact, Name, Outcome.Ok, $"{image.Component} is already at {to}");
        var allowed = image.UpgradeFrom.IsEmpty ? Truth.True : image.UpgradeFrom.Aggregate(Truth.False, (so, range) => so.Or(Matches(scheme, range, from)));
        if (allowed != Truth.True) return inquiry.On(fact, Name, Checks.OutcomeOf(allowed), $"{image.Component} {to} may follow {Allowed(image)}, the device is at {from}");
        if (from.Compare(to) > 0) return inquiry.On(fact, Name, Outcome.Warn, $"{image.Component} would go back from {from} to {to}");
        return NoWayBack(scheme, image, from)
            ? inquiry.On(fact, Name, Outcome.Warn, $"{image.Component} goes from {from} to {to} and can then never go below {image.AntiRollback} again")
            : inquiry.On(fact, Name, Outcome.Ok, $"{image.Component} may go from {from} to {to}");
    }

    private static bool Schemed(FirmwareImage image, string current, [NotNullWhen(true)] out ComponentVersion? from, [NotNullWhen(true)] out ComponentVersion? to)
    {
        (from, to) = (null, null);
        return VersionSchemes.TryParse(image.Scheme ?? VersionScheme.Opaque.Name(), out var scheme)
            && ComponentVersion.TryParse(scheme, current, out from)
            && ComponentVersion.TryParse(scheme, image.Rev, out to);
    }

    private static Truth Matches(VersionScheme scheme, string range, ComponentVersion version) =>
        VersionRange.TryParse(scheme, range, out var parsed) ? parsed.Matches(version) : Truth.Unknown;

    private static bool NoWayBack(VersionScheme scheme, FirmwareImage image, ComponentVersion from) =>
        image.AntiRollback is { } floor && ComponentVersion.TryParse(scheme, floor, out var oldest) && from.Compare(oldest) < 0;

    private static string Allowed(FirmwareImage image) => image.UpgradeFrom.IsEmpty ? "any revision" : string.Join(" or ", image.UpgradeFrom);

    private static Finding Plain(Outcome outcome, string reason) => new() { Check = Name, Outcome = outcome, Reason = reason };
}
