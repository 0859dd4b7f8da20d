// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What a channel says to one package.</summary>
internal sealed record ChannelJudgement(string Package, string Version, string Index, bool Admitted, long? Permit, ImmutableArray<ChannelObjection> Reasons);
