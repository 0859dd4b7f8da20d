// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Importing.Nfd;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway matrix export --json</c> prints: the specification as text, or the file it was written to.</summary>
internal sealed record MatrixExportDocument(string To, string Package, int Rules, string? File, string? Specification, IReadOnlyList<NotExported> NotExported);
