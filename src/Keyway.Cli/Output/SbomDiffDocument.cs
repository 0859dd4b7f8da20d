// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway sbom diff --json</c> prints.</summary>
internal sealed record SbomDiffDocument(string Before, string After, IReadOnlyList<SbomDifferenceDocument> Differences);
