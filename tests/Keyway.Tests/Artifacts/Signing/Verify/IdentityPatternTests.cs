// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>Identities: exact ones, and expressions that cannot be written carelessly.</summary>
public sealed class IdentityPatternTests
{
    [Fact]
    public void An_exact_identity_is_compared_as_text()
    {
        var identity = IdentityPattern.Exactly("https://a.example/.*");

        Assert.True(identity.Matches("https://a.example/.*"));
        Assert.False(identity.Matches("https://a.example/x"));
        Assert.Throws<ArgumentException>(() => IdentityPattern.Exactly(""));
    }

    [Theory]
    [InlineData("^https://a\\.example/.*$", "https://a.example/x", true)]
    [InlineData("^https://a\\.example/.*$", "https://evil.example/?https://a.example/x", false)]
    [InlineData("^a|b$", "a", true)]
    [InlineData("^a|b$", "ax", false)]
    [InlineData("^a|b$", "xb", false)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^a$", "b\na", false)]
    [InlineData("^(?m)a$", "b\na", false)]
    [InlineData("^.*$", "a\nb", false)]
    public void An_expression_matches_the_whole_name(string pattern, string name, bool matches) => Assert.Equal(matches, IdentityPattern.Matching(pattern).Matches(name));

    [Theory]
    [InlineData("a")]
    [InlineData("^a")]
    [InlineData("a$")]
    [InlineData("^a\\$")]
    [InlineData("^")]
    [InlineData("^a)|(?:b$")]
    [InlineData("^(a$")]
    [InlineData("^(a)\\1$")]
    [InlineData("^(?=a).*$")]
    public void An_expression_that_is_not_anchored_or_could_backtrack_is_refused(string pattern) =>
        Assert.Equal("KW2185", Assert.Throws<KeywayException>(() => IdentityPattern.Matching(pattern)).Code.Id);

    [Fact]
    public void No_name_stalls_an_expression() => Assert.False(IdentityPattern.Matching("^(a+)+$").Matches(new string('a', 50_000) + "!"));
}
