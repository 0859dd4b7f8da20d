// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Keys;

/// <summary>Keys named by files, tokens and programs; programs are shell scripts around openssl.</summary>
public sealed class KeyReferenceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.EcdsaP256, "sha256")]
    [InlineData(KeyKind.EcdsaP384, "sha384")]
    [InlineData(KeyKind.Rsa, "sha256")]
    [InlineData(KeyKind.Ed25519, "")]
    public async Task Program_signs_by_openssl(KeyKind kind, string hash)
    {
        using TemporaryDirectory directory = new();
        using var inside = SoftwareKey.Generate(kind);
        await PrivateKeyFile.WriteAsync(directory.Combine("inside"), PrivateKeyPem.Write(inside, null), Stop);
        // openssl signs messages by Ed25519 only from a file that has a size.
        var sign = hash.Length > 0 ? $"openssl pkeyutl -sign -inkey {directory.Combine("inside")} -pkeyopt digest:{hash}" : $"cat >{directory.Combine("message")}; openssl pkeyutl -sign -rawin -inkey {directory.Combine("inside")} -in {directory.Combine("message")}";
        var program = Script(directory, $"case $1 in public-key) openssl pkey -in {directory.Combine("inside")} -pubout ;; sign) {sign} ;; esac");

        using var opened = await KeyReference.OpenAsync("exec:" + program, directory.Path, () => null, TimeProvider.System, Stop);
        var signature = await opened.Key.SignAsync("driver"u8.ToArray(), Stop);

        Assert.Equal(inside.PublicKey.Fingerprint, opened.Key.PublicKey.Fingerprint);
        Assert.True(inside.PublicKey.Verify("driver"u8, signature, opened.Key.Scheme));
    }

    [Fact]
    public async Task Program_is_told_the_scheme_and_gets_the_hash()
    {
        using TemporaryDirectory directory = new();
        using var inside = SoftwareKey.Generate(KeyKind.EcdsaP256);
        await File.WriteAllTextAsync(directory.Combine("public"), inside.PublicKey.ToPem(), Stop);
        var program = Script(directory, $"[ $1 = sign ] || exec cat {directory.Combine("public")}; echo $2 >{directory.Combine("scheme")}; cat >{directory.Combine("input")}");
        using var opened = await KeyReference.OpenAsync("exec:" + program, directory.Path, () => null, TimeProvider.System, Stop);

        var refusal = await Assert.ThrowsAsync<KeywayException>(async () => await opened.Key.SignAsync("driver"u8.ToArray(), Stop));

        Assert.Equal("KW2025", refusal.Code.Id);
        Assert.Equal("ecdsa-p256-sha256\n", await File.ReadAllTextAsync(directory.Combine("scheme"), Stop));
        Assert.Equal(SHA256.HashData("driver"u8), await File.ReadAllBytesAsync(directory.Combine("input"), Stop));
    }

    [Fact]
    public async Task File_is_named_from_the_working_directory()
    {
        using TemporaryDirectory directory = new();
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        await PrivateKeyFile.WriteAsync(directory.Combine("release.key"), PrivateKeyPem.Write(key, null), Stop);

        using var opened = await KeyReference.OpenAsync("release.key", directory.Path, () => null, TimeProvider.System, Stop);

        Assert.Equal(key.PublicKey.Fingerprint, opened.Key.PublicKey.Fingerprint);
    }

    [Fact]
    public void Token_is_named_by_a_uri()
    {
        var uri = Pkcs11Uri.Parse("pkcs11:token=my%20token;object=driver;id=%01%02a;type=private?module-path=/usr/lib/x.so");

        Assert.Equal(("my token", "driver", "/usr/lib/x.so"), (uri.Token, uri.Object, uri.ModulePath));
        Assert.Equal([1, 2, (byte)'a'], uri.Id!.Value.ToArray());
    }

    [Fact]
    public async Task Refusals_about_references_read_well()
    {
        using TemporaryDirectory directory = new();
        List<KeywayException> refusals = [];
        foreach (var reference in new[]
        {
            "exec:relative", "pkcs11:object=x", "pkcs11:token=t?module-path=/x", "pkcs11:object=x;pin-value=1234?module-path=/x", "pkcs11:object=x;object=y?module-path=/x", "pkcs11:object=x;slot-id=1?module-path=/x",
            "pkcs11:id=%zz?module-path=/x", "pkcs11:object=x;type=cert?module-path=/x", "pkcs11:object=x?module-path=/nowhere/x.so", "exec:/nowhere/program",
            "exec:" + Script(directory, "echo 'no such key in the vault' >&2; exit 3"), "exec:" + Script(directory, "head -c 100000 /dev/zero"), "exec:" + Script(directory, "echo hello"),
        }) refusals.Add(await Assert.ThrowsAsync<KeywayException>(() => KeyReference.OpenAsync(reference, "/", () => null, TimeProvider.System, Stop)));

        Golden.Verify("Keys/References.txt", string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal, (directory.Path, "DIR")))));
        Assert.DoesNotContain(refusals, refusal => refusal.ToString().Contains("1234", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Program_that_does_not_answer_is_ended()
    {
        using TemporaryDirectory directory = new();
        var program = Script(directory, "exec tail -f /dev/null");

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => ProgramKey.OpenAsync(program, TimeSpan.FromMinutes(1), new HurriedTime(), Stop));

        Assert.Equal("KW2026", refusal.Code.Id);
        Assert.Contains("did not answer within 60 seconds", refusal.Message, StringComparison.Ordinal);
    }

    private static string Script(TemporaryDirectory directory, string text)
    {
        var path = directory.Combine($"program{Directory.GetFiles(directory.Path).Length}");
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
