// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Keyway.Packages;

namespace Keyway.Cli.Output;

/// <summary>One diagnostic as JSON.</summary>
internal sealed record DiagnosticDocument(string Code, Severity Severity, string File, int? Line, int? Column, string Message, string? Hint)
{
    /// <summary>The line for people.</summary>
    [JsonIgnore]
    public string Text { get; private init; } = "";

    public static DiagnosticDocument Of(Diagnostic diagnostic) =>
        new(diagnostic.Code.Id, diagnostic.Severity, diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Message, diagnostic.Hint) { Text = diagnostic.ToString() };
}
