// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>One image that moves a component to a revision: from where it may come, below what it can never go again, and what it takes. Spec: spec/plan §"Ladders".</summary>
public sealed record FirmwareRung
{
    public required string Component { get; init; }

    public required ComponentVersion Revision { get; init; }

    /// <summary>One of these must hold for the revision before; empty means any.</summary>
    public ImmutableArray<VersionRange> UpgradeFrom { get; init; } = [];

    /// <summary>The oldest revision the device accepts once this one has run; null means any.</summary>
    public ComponentVersion? Floor { get; init; }

    public required FirmwareActivation Activation { get; init; }

    /// <summary>Bytes to fetch.</summary>
    public long Bytes { get; init; }

    /// <summary>The image; null for the driver, which is no firmware.</summary>
    public FirmwareOrigin? Origin { get; init; }

    /// <summary>Whether a device may go straight from that revision to this one, floors aside. Unknown is no.</summary>
    internal bool MayFollow(ComponentVersion from) => UpgradeFrom.IsEmpty || UpgradeFrom.Any(range => range.Matches(from) == Truth.True);

    /// <summary>An order that does not depend on where the image was found first.</summary>
    internal (string Revision, string Image, string Source) Identity => (Revision.Text, Origin?.Layer.ToString() ?? "", Origin is null ? "" : $"{Origin.Source} {Origin.Index} {Origin.File}");
}
