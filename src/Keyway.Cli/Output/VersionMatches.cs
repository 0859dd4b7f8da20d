// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway version match --json</c> prints.</summary>
internal sealed record VersionMatches(string Scheme, string Range, ImmutableArray<VersionMatch> Matches);
