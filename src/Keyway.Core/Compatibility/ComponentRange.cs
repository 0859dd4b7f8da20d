// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Compatibility;

/// <summary>Some revisions of one component: <c>nvlink &gt;=v12</c>. The scheme of the revisions is that of the range.</summary>
/// <param name="Component">As in a manifest's <c>firmware[].component</c>; <see cref="Driver"/> is the driver itself.</param>
public sealed record ComponentRange(string Component, VersionRange Range)
{
    /// <summary>The component that stands for the driver: its revision is the core of the package's version.</summary>
    public const string Driver = "driver";

    /// <inheritdoc/>
    public override string ToString() => $"{Component} {Range}";
}
