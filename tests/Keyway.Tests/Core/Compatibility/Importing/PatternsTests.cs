// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Compatibility.Importing;

namespace Keyway.Tests.Core.Compatibility.Importing;

public sealed class PatternsTests
{
    private static readonly string[] Texts = ["3.9.1", "3.10.0", "3.99", "4.4.0-generic", "5.15", "6.12.107+deb13-amd64", "10.1", "x86_64", "i686", "aarch64", "riscv64", "", "a|b", "6.8.0-1028-nvidia-64k"];

    [Theory]
    [InlineData(@"^(3\.[1-9][0-9]|[4-9]\.)")]
    [InlineData("^(x86_64|aarch64)$")]
    [InlineData("x86_64")]
    [InlineData(@"^6\.(8|1[0-2])\.")]
    [InlineData(@"^6\..*-nvidia")]
    [InlineData(@"^6\.12\.107\+?deb")]
    [InlineData("a|b64")]
    [InlineData("(x86_|aarch)64$")]
    [InlineData("^.*64")]
    public void Globs_match_what_the_expression_matches(string expression)
    {
        Assert.True(Patterns.TryExpand(expression, out var globs));

        foreach (var text in Texts) Assert.Equal(Regex.IsMatch(text, expression, RegexOptions.None, TimeSpan.FromSeconds(1)), Patterns.Matches(globs.Value, text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("^[5-9][0-9]+\\.1")]
    [InlineData("^a|b")]
    [InlineData("[^a]")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("[z-a]")]
    [InlineData("a{2}")]
    [InlineData(@"\d")]
    [InlineData("a\\")]
    [InlineData("a.b")]
    [InlineData("^^a")]
    [InlineData("[0-9][0-9][0-9]")]
    [InlineData("((((((((((a))))))))))")]
    [InlineData("é")]
    public void Other_expressions_are_not_approximated(string expression) => Assert.False(Patterns.TryExpand(expression, out _));
}
