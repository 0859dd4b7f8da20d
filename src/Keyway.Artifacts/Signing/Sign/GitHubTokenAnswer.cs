// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>What GitHub's token service answers.</summary>
internal sealed record GitHubTokenAnswer
{
    public string? Value { get; init; }
}
