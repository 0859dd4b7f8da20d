// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli;

/// <summary>What a command may touch of the outside: two writers, the clock, the directory and whether a person is watching. Tests pass their own.</summary>
internal sealed record CliContext
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Everything else: progress, warnings, refusals.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for secrets only.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    public required TimeProvider Time { get; init; }

    /// <summary>Absolute path that relative arguments start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Value of an environment variable, or null.</summary>
    public required Func<string, string?> EnvironmentVariable { get; init; }

    /// <summary>True when stderr is a terminal, so progress bars and colours are welcome.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>True when results go to a terminal, so colours are welcome in them.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Waits for a key pressed at the terminal, unseen; null when nobody sits there.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>The absolute form of a path argument.</summary>
    public string Absolute(string path) => Path.GetFullPath(path, WorkingDirectory);
}
