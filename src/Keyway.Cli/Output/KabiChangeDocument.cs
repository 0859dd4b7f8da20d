// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>One symbol that differs, in what <c>keyway kabi diff --json</c> prints.</summary>
internal sealed record KabiChangeDocument(string Symbol, string? Before, string? After, string Text)
{
    public static KabiChangeDocument Of(SymbolChange change) => new(change.Symbol, change.Before?.CrcText, change.After?.CrcText, change.Words);
}
