// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Preflight;

/// <summary>Whether a device still takes a firmware image: its slot may name a lowest revision, which anti-rollback fuses have set.</summary>
internal static class FloorCheck
{
    private const string Name = "rollback";

    /// <summary>The answer; null when no slot of that component names a floor.</summary>
    public static Finding? Of(Inquiry inquiry, FirmwareImage image)
    {
        if (image.Component is not { } component || inquiry.Facts.Find(FactNames.FirmwareSlots)?.Value is FactValue.Null) return null;
        if (inquiry.Facts.ListOf(FactNames.FirmwareSlots) is not { } slots) return inquiry.NotKnown(FactNames.FirmwareSlots, Name, $"slots of {component} may refuse old revisions");
        var floors = slots.OfType<FactValue.Map>().Where(slot => slot.TextOf("component") == component).Select(slot => slot.TextOf("floor")).OfType<string>().Distinct().ToArray();
        return floors.Length == 0 ? null : floors.Select(floor => Against(inquiry, image, component, floor)).MaxBy(finding => finding.Outcome);
    }

    private static Finding Against(Inquiry inquiry, FirmwareImage image, string component, string floor)
    {
        var order = VersionSchemes.TryParse(image.Scheme ?? VersionScheme.Opaque.Name(), out var scheme) && ComponentVersion.TryParse(scheme, image.Rev, out var rev) && ComponentVersion.TryParse(scheme, floor, out var lowest)
            ? rev.Compare(lowest)
            : null;
        return order switch
        {
            null => inquiry.On(FactNames.FirmwareSlots, Name, Outcome.Unknown, $"{component} takes nothing below {floor}, and {image.Rev} cannot be compared with it"),
            < 0 => inquiry.On(FactNames.FirmwareSlots, Name, Outcome.Fail, $"{component} takes nothing below {floor}, the package has {image.Rev}"),
            _ => inquiry.On(FactNames.FirmwareSlots, Name, Outcome.Ok, $"{component} takes {floor} and newer, the package has {image.Rev}"),
        };
    }
}
