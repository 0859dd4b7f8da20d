// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>
/// ML-DSA (FIPS 204) on a libcrypto that has it: the whole program runs on Debian's openssl 3.5, fetched by eng/peers/fetch-openssl, and that openssl is the judge.
/// What happens on an older libcrypto is in the tests of the keys.
/// </summary>
public sealed class MlDsaTests : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "keyway.dll");

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("ml-dsa-44")]
    [InlineData("ml-dsa-65")]
    [InlineData("ml-dsa-87")]
    public async Task Key_and_bundle_of_ours_hold_for_openssl_and_for_us(string kind)
    {
        await DoneAsync("dotnet", Program, "key", "generate", "--kind", kind, "--no-password", "--output", "release");

        await SignAndCheckAsync("release.key", "release.pub");
    }

    [Theory]
    [InlineData("ML-DSA-44", "ml-dsa.output_formats=seed-only")]
    [InlineData("ML-DSA-65", "ml-dsa.output_formats=seed-priv")]
    public async Task Key_of_openssl_signs(string algorithm, string form)
    {
        await DoneAsync("openssl", "genpkey", "-algorithm", algorithm, "-out", "any.key");
        await DoneAsync("openssl", "pkey", "-in", "any.key", "-provparam", form, "-out", "theirs.key");
        await DoneAsync("openssl", "pkey", "-in", "theirs.key", "-pubout", "-out", "theirs.pub");

        await SignAndCheckAsync("theirs.key", "theirs.pub");
    }

    [Fact]
    public async Task Key_without_its_seed_and_key_whose_halves_differ_are_refused()
    {
        await DoneAsync("openssl", "genpkey", "-algorithm", "ML-DSA-44", "-out", "any.key");
        await DoneAsync("openssl", "pkey", "-in", "any.key", "-provparam", "ml-dsa.output_formats=priv-only", "-out", "expanded.key");
        await DoneAsync("openssl", "pkey", "-in", "any.key", "-outform", "DER", "-out", "any.der");
        var der = await File.ReadAllBytesAsync(directory.Combine("any.der"), TestContext.Current.CancellationToken);
        der[^1] ^= 1;
        await File.WriteAllTextAsync(directory.Combine("torn.key"), new string(System.Security.Cryptography.PemEncoding.Write("PRIVATE KEY", der)), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.Combine("driver"), "driver", TestContext.Current.CancellationToken);

        foreach (var key in new[] { "expanded.key", "torn.key" })
        {
            var refused = await RunAsync("dotnet", Program, "sign", "driver", "--bundle", "driver.json", "--key", key);

            Assert.Contains("KW2005", refused.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(directory.Combine("driver.json")));
        }
    }

    private async Task SignAndCheckAsync(string key, string publicKey)
    {
        await File.WriteAllTextAsync(directory.Combine("driver"), "driver", TestContext.Current.CancellationToken);
        await DoneAsync("dotnet", Program, "sign", "driver", "--bundle", "driver.json", "--key", key);
        using var bundle = JsonDocument.Parse(await File.ReadAllBytesAsync(directory.Combine("driver.json"), TestContext.Current.CancellationToken));
        await File.WriteAllBytesAsync(directory.Combine("signature"), bundle.RootElement.GetProperty("messageSignature").GetProperty("signature").GetBytesFromBase64(), TestContext.Current.CancellationToken);

        await DoneAsync("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", publicKey, "-rawin", "-in", "driver", "-sigfile", "signature");
        await DoneAsync("dotnet", Program, "verify", "driver", "--bundle", "driver.json", "--key", publicKey);
        await DoneAsync("openssl", "genpkey", "-algorithm", "ML-DSA-44", "-out", "other.key");
        await DoneAsync("openssl", "pkey", "-in", "other.key", "-pubout", "-out", "other.pub");
        Assert.Equal(21, (await RunAsync("dotnet", Program, "verify", "driver", "--bundle", "driver.json", "--key", "other.pub")).ExitStatus);
    }

    private async Task DoneAsync(params string[] command)
    {
        var run = await RunAsync(command);
        Assert.True(run.ExitStatus == 0, $"{string.Join(' ', command)} exited {run.ExitStatus}\n{run.Output}\n{run.Error}");
    }

    private Task<ProgramRun> RunAsync(params string[] command) => ProgramRun.OfAsync(Path.Combine(Peer.Folder("openssl-3.5"), "run"), command, directory.Path);
}
