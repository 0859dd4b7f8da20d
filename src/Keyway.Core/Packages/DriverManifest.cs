// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>The capability manifest. Spec: spec/manifest.</summary>
public sealed record DriverManifest
{
    public required string Package { get; init; }

    public required string Version { get; init; }
}
