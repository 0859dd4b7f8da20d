// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution.Planning;

/// <summary>What the members of an NVLink domain must agree on. Equality is by <see cref="ToString"/>. Spec: spec/plan §"Joint choice".</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Driver">The core of its version, to which the fabric manager's version must be equal.</param>
/// <param name="Firmware"><c>component revision</c> for each image that names a component, in ordinal order.</param>
/// <param name="Profile">The interconnect axis of the version, or the capabilities of the package.</param>
public sealed record SharedAxes(string Package, string Driver, ImmutableArray<string> Firmware, string Profile)
{
    /// <summary>The shared axes of a package whose version is in order.</summary>
    internal static SharedAxes Of(DriverManifest manifest, StackVersion version) => new(
        manifest.Package,
        $"{version.Major}.{version.Minor}.{version.Patch}{(version.IsPreRelease ? "-" + version.PreRelease : "")}",
        [.. manifest.Firmware.Where(image => image.Component is not null).Select(image => $"{image.Component} {image.Rev}").Order(StringComparer.Ordinal)],
        version.Axis(VersionAxes.Interconnect)?.ToString() ?? string.Join(',', manifest.NvlinkCapabilities.Order(StringComparer.Ordinal)));

    /// <inheritdoc/>
    public bool Equals(SharedAxes? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>For people.</summary>
    public override string ToString() => $"{Package} {Driver}{(Firmware.IsEmpty ? "" : $" with {string.Join(", ", Firmware)}")}{(Profile.Length == 0 ? "" : $" for {Profile}")}";
}
