// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway channel resolve --json</c> prints.</summary>
internal sealed record ChannelResolutionDocument(string Host, string Site, string Channel, long? Sequence, DateTimeOffset? Expires, ImmutableArray<ChannelOffer> Offers, ImmutableArray<ChannelJudgement> Packages);
