// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>
/// The completion scripts. They ask the program itself through System.CommandLine's <c>[suggest:position]</c> directive, so they never go stale.
/// </summary>
internal static class CompletionScript
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "fish", "zsh"];

    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "fish" => Fish,
        "zsh" => Zsh,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "not one of Shells"),
    };

    private const string Bash = """
        # bash completion for keyway
        _keyway() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _keyway keyway

        """;

    private const string Fish = """
        # fish completion for keyway
        complete --command keyway --arguments '(commandline --cut-at-cursor | read --local line; keyway "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'

        """;

    private const string Zsh = """
        #compdef keyway
        _keyway() {
            local -a answers
            answers=("${(@f)$(keyway "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -- $answers
            _files
        }
        compdef _keyway keyway

        """;
}
