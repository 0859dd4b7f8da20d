// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Sbom;

/// <summary>Somebody who makes, supplies or describes components. BSI TR-03183-2 asks for an address or, without one, a page.</summary>
public sealed record SbomAgent
{
    public required string Name { get; init; }

    public string? Url { get; init; }

    public string? Email { get; init; }

    public bool IsPerson { get; init; }
}
