// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway tag</c> prints with <c>--json</c>.</summary>
internal sealed record TagDocument(string Repository, string Digest, IReadOnlyList<string> Tags);
