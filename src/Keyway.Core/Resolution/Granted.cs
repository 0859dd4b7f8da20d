// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution;

/// <summary>A package fits and was chosen.</summary>
public sealed record Granted : HostResolution
{
    public required Candidate Chosen { get; init; }
}
