// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What the operator's commands of <c>keyway channel --json</c> print.</summary>
internal sealed record ChannelChangeDocument(string Done, ImmutableArray<ChannelValue> Values);
