// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Channels;

/// <summary>An image index, or one of its manifests, that no host may switch to any more. Spec: spec/channel §"Revocation".</summary>
public sealed record Revocation
{
    public required Digest Digest { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }
}
