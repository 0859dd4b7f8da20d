// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway log verify --json</c> prints.</summary>
internal sealed record LogVerifyDocument(string Log, long Index, long Size, string Root, IReadOnlyList<LogCosigner> Cosigners);
