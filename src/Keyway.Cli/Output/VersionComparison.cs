// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway version compare --json</c> prints: the sign is &lt;, =, &gt; or ? (not comparable).</summary>
internal sealed record VersionComparison(string Scheme, string Left, string Sign, string Right);
