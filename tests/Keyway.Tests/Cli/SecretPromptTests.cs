// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Cli;

namespace Keyway.Tests.Cli;

/// <summary>Passwords typed at a terminal.</summary>
public sealed class SecretPromptTests
{
    [Theory]
    [InlineData("secret\r", "secret")]
    [InlineData("secrx\bet\r", "secret")]
    [InlineData("\b\r", "")]
    [InlineData("p\u00e4ss\t\r", "p\u00e4ss")]
    [InlineData("sec\u0004", null)]
    public void What_is_typed_up_to_enter_is_the_password_and_is_not_shown(string keys, string? expected)
    {
        StringWriter output = new() { NewLine = "\n" };
        var next = 0;

        using var password = SecretPrompt.Ask("Password", output, () => Key(keys[next++]));

        Assert.Equal(expected, password is null ? null : Encoding.UTF8.GetString(password.Utf8));
        Assert.Equal("Password: \n", output.ToString());
    }

    [Fact]
    public void Endless_typing_is_given_up() => Assert.Null(SecretPrompt.Ask("Password", TextWriter.Null, () => Key('x')));

    private static ConsoleKeyInfo Key(char pressed) => pressed switch
    {
        '\r' => new('\r', ConsoleKey.Enter, shift: false, alt: false, control: false),
        '\b' => new('\b', ConsoleKey.Backspace, shift: false, alt: false, control: false),
        '\u0004' => new('\u0004', ConsoleKey.D, shift: false, alt: false, control: true),
        _ => new(pressed, ConsoleKey.None, shift: false, alt: false, control: false),
    };
}
