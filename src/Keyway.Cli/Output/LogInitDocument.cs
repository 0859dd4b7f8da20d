// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway log init --json</c> prints.</summary>
internal sealed record LogInitDocument(string Log, string Origin, string Vkey, string KeyFile);
