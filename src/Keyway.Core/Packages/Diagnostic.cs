// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;

namespace Keyway.Packages;

/// <summary>One problem in a manifest or package directory. All of them are found before anything is reported.</summary>
public sealed record Diagnostic
{
    public required ErrorCode Code { get; init; }

    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>The file as the user named it, or a path relative to the package directory.</summary>
    public required string File { get; init; }

    /// <summary>Line and column from 1, counted in characters; null when the whole file is meant.</summary>
    public int? Line { get; init; }

    public int? Column { get; init; }

    /// <summary>What is wrong, with both values.</summary>
    public required string Message { get; init; }

    /// <summary>What would be right: the valid words, or what to do.</summary>
    public string? Hint { get; init; }

    /// <summary>The one-line form that editors understand: <c>keyway.json(12,8): error KW1304: ...; valid: a, b</c>.</summary>
    public override string ToString() =>
        $"{File}{(Line is null ? "" : $"({Line},{Column})")}: {WordConverter<Severity>.Word(Severity)} {Code}: {Message}{(Hint is null ? "" : "; " + Hint)}";
}
