// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Channels;

/// <summary>All downgrade permits in force: a target of the director. Spec: spec/channel §"Permits".</summary>
public sealed record PermitList
{
    public required int SchemaVersion { get; init; }

    public required ImmutableArray<DowngradePermit> Permits { get; init; }
}
