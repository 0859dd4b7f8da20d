// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>What was revoked: a target of either repository. Hosts take both lists together and never forget an entry. Spec: spec/channel §"Revocation".</summary>
public sealed record RevocationList
{
    public required int SchemaVersion { get; init; }

    public required ImmutableArray<Revocation> Revoked { get; init; }
}
