// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Tests.Artifacts.Content;

public sealed class DigestTests
{
    private const string Foo = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    [Fact]
    public void Digest_of_bytes_is_the_published_sha256_vector() => Assert.Equal(Foo, Digest.OfBytes("foo"u8).ToString());

    [Fact]
    public void Digest_round_trips() => Assert.Equal(Foo, Digest.Parse(Foo).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("stable")]
    [InlineData("sha256:")]
    [InlineData("sha256:2C26B46B68FFC68FF99B453C1D30413413422D706483BFA0F98A5E886266E7AE")]
    [InlineData("sha512:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")]
    [InlineData("md5:acbd18db4cc2f85cedef654fccc4a4d8")]
    public void Digest_refuses_all_but_the_canonical_form(string text)
    {
        var refusal = Assert.Throws<KeywayException>(() => Digest.Parse(text));

        Assert.Equal("KW1001", refusal.Code.Id);
    }
}
