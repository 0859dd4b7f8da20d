// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway init --json</c> prints.</summary>
internal sealed record InitDocument(string Directory, IReadOnlyList<string> Files);
