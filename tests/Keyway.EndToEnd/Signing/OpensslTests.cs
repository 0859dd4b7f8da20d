// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>openssl as the judge of our keys and signatures, and as the writer of keys that we read.</summary>
public sealed class OpensslTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.EcdsaP256, "sha256")]
    [InlineData(KeyKind.EcdsaP384, "sha384")]
    [InlineData(KeyKind.EcdsaP521, "sha512")]
    [InlineData(KeyKind.Rsa, "sha256")]
    [InlineData(KeyKind.Ed25519, "")]
    public async Task Key_and_signature_of_ours_hold_for_openssl(KeyKind kind, string hash)
    {
        using TemporaryDirectory directory = new();
        using var key = SoftwareKey.Generate(kind);
        using var password = KeyPassword.Of("pass word");
        await PrivateKeyFile.WriteAsync(directory.Combine("key"), PrivateKeyPem.Write(key, password), Stop);
        await File.WriteAllTextAsync(directory.Combine("message"), "driver", Stop);
        await File.WriteAllBytesAsync(directory.Combine("signature"), await key.SignAsync("driver"u8.ToArray(), Stop), Stop);

        var publicKey = await RunAsync(directory, "pkey", "-in", "key", "-passin", "pass:pass word", "-pubout", "-out", "public");
        string[] how = hash.Length > 0 ? ["-digest", hash] : [];
        var verified = await RunAsync(directory, ["pkeyutl", "-verify", "-pubin", "-inkey", "public", "-rawin", .. how, "-in", "message", "-sigfile", "signature"]);

        Assert.True(publicKey.ExitStatus == 0, publicKey.Error);
        Assert.Equal(key.PublicKey.ToPem().Trim(), (await File.ReadAllTextAsync(directory.Combine("public"), Stop)).Trim());
        Assert.True(verified.ExitStatus == 0, verified.Output + verified.Error);
    }

    [Theory]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521", "")]
    [InlineData("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "")]
    [InlineData("genpkey -algorithm ED25519", "")]
    [InlineData("genpkey -algorithm ED25519 -aes256 -pass pass:secret", "")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -aes128 -pass pass:secret", "")]
    [InlineData("ecparam -name prime256v1 -genkey -noout", "")]
    [InlineData("genrsa -traditional 3072", "")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "pkcs8 -topk8 -scrypt -passout pass:secret")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA512 -passout pass:secret")]
    public async Task Key_of_openssl_is_read(string make, string change)
    {
        using TemporaryDirectory directory = new();
        var made = await RunAsync(directory, [.. make.Split(' '), .. make.StartsWith("genrsa", StringComparison.Ordinal) ? Array.Empty<string>() : ["-out", "key"]]);
        if (!File.Exists(directory.Combine("key"))) await File.WriteAllTextAsync(directory.Combine("key"), made.Output, Stop);
        if (change.Length > 0) Assert.Equal(0, (await RunAsync(directory, [.. change.Split(' '), "-in", "key", "-out", "changed"])).ExitStatus);
        var file = change.Length > 0 ? "changed" : "key";

        using var key = PrivateKeyFile.Read(directory.Combine(file), () => KeyPassword.Of("secret"));

        var expected = await RunAsync(directory, "pkey", "-in", file, "-passin", "pass:secret", "-pubout");
        Assert.Equal(expected.Output.Trim(), key.PublicKey.ToPem().Trim());
    }

    private static Task<ProgramRun> RunAsync(TemporaryDirectory directory, params string[] arguments) => ProgramRun.OfAsync("openssl", arguments, directory.Path);
}
