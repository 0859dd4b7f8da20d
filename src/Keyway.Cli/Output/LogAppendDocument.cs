// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway log append --json</c> prints.</summary>
internal sealed record LogAppendDocument(string Log, long FirstIndex, long Count, long Size, string Root, IReadOnlyList<string> Cosigners);
