// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Cli;

/// <summary>Asks a person at the terminal for a password, without showing it. Only used when nothing else gives one.</summary>
internal static class SecretPrompt
{
    private const int MaxLength = 1024;

    /// <summary>What was typed up to Enter; null after Ctrl-D or when too much was typed. What is held in memory is wiped.</summary>
    /// <param name="question">Shown before the cursor.</param>
    /// <param name="output">Where it is shown.</param>
    /// <param name="readKey">Waits for the next key, not echoing it.</param>
    public static KeyPassword? Ask(string question, TextWriter output, Func<ConsoleKeyInfo> readKey)
    {
        output.Write(question + ": ");
        var typed = GC.AllocateUninitializedArray<char>(MaxLength, pinned: true);
        try
        {
            var length = ReadLine(typed, readKey);
            output.WriteLine();
            return length is { } count ? KeyPassword.Of(typed.AsSpan(0, count)) : null;
        }
        finally
        {
            Array.Clear(typed);
        }
    }

    private static int? ReadLine(char[] typed, Func<ConsoleKeyInfo> readKey)
    {
        for (var length = 0; length < typed.Length;)
        {
            var pressed = readKey();
            switch (pressed)
            {
                case { Key: ConsoleKey.Enter }:
                    return length;
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                    return null;
                case { Key: ConsoleKey.Backspace }:
                    length = Math.Max(0, length - 1);
                    break;
                default:
                    if (!char.IsControl(pressed.KeyChar)) typed[length++] = pressed.KeyChar;
                    break;
            }
        }

        return null;
    }
}
