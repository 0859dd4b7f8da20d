// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;

namespace Keyway.Tests.Artifacts.Trust.Tuf;

/// <summary>Keys as metadata lists them (TUF section 4.2).</summary>
public sealed class TufKeyTests
{
    [Theory]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", true)]
    [InlineData("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", true)]
    [InlineData("ed25519", "ecdsa-sha2-nistp256", false)]
    [InlineData("ecdsa", "ecdsa-sha2-nistp384", false)]
    [InlineData("sphincs+", "sphincs", false)]
    public void Key_accepts_signatures_only_by_its_listed_type_and_scheme(string type, string scheme, bool isAccepted)
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var listed = Listed(type, scheme, key.PublicKey.ToPem());

        Assert.Equal(isAccepted, listed.Accepts([1, 2, 3], Signature(key)));
    }

    [Fact]
    public void Point_in_hexadecimal_is_a_P256_key_as_in_the_first_Sigstore_roots()
    {
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var point = Convert.ToHexStringLower(key.PublicKey.SubjectPublicKeyInfo.Span[^65..]);

        Assert.True(Listed("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", point).Accepts([1, 2, 3], Signature(key)));
        Assert.False(Listed("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "04zz").Accepts([1, 2, 3], Signature(key)));
    }

    [Fact]
    public void Rsa_pss_signatures_verify()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var signature = key.SignData([1, 2, 3], System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pss);
        var listed = Listed("rsa", "rsassa-pss-sha256", key.ExportSubjectPublicKeyInfoPem());

        Assert.True(listed.Accepts([1, 2, 3], signature));
        Assert.False(listed.Accepts([1, 2, 4], signature));
    }

    private static TufKey Listed(string type, string scheme, string value)
    {
        JsonObject key = new() { ["keytype"] = type, ["scheme"] = scheme, ["keyval"] = new JsonObject { ["public"] = value } };
        using var document = System.Text.Json.JsonDocument.Parse(key.ToJsonString());
        return TufKey.Read("id", MetadataMembers.Of(document.RootElement.Clone(), "file", "keys"));
    }

    private static byte[] Signature(SoftwareKey key) => key.SignAsync(new byte[] { 1, 2, 3 }, CancellationToken.None).AsTask().Result;
}
