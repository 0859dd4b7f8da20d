// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Keys;

/// <summary>Private keys on disk, and the passwords beside them.</summary>
public sealed class PrivateKeyFileTests
{
    [Fact]
    public async Task Key_file_is_for_the_owner_only_and_never_replaces_another()
    {
        using TemporaryDirectory directory = new();
        using var key = SoftwareKey.Generate(KeyKind.EcdsaP256);
        var path = directory.Combine("release.key");

        await PrivateKeyFile.WriteAsync(path, PrivateKeyPem.Write(key, null), CancellationToken.None);
        var again = await Assert.ThrowsAsync<KeywayException>(() => PrivateKeyFile.WriteAsync(path, "other", CancellationToken.None));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal("KW2009", again.Code.Id);
        using var back = PrivateKeyFile.Read(path, () => null);
        Assert.Equal(key.PublicKey.Fingerprint, back.PublicKey.Fingerprint);
        Assert.Single(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task Password_is_asked_for_only_when_the_key_is_encrypted()
    {
        using TemporaryDirectory directory = new();
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        File.WriteAllText(directory.Combine("password"), "secret\r\n");
        using var password = KeyPassword.FromFile(directory.Combine("password"));
        await PrivateKeyFile.WriteAsync(directory.Combine("plain"), PrivateKeyPem.Write(key, null), CancellationToken.None);
        await PrivateKeyFile.WriteAsync(directory.Combine("sealed"), PrivateKeyPem.Write(key, password), CancellationToken.None);
        var asked = 0;

        using var plain = PrivateKeyFile.Read(directory.Combine("plain"), Ask);
        Assert.Equal(0, asked);
        using var opened = PrivateKeyFile.Read(directory.Combine("sealed"), Ask);
        Assert.Equal(1, asked);

        KeyPassword Ask()
        {
            asked++;
            return KeyPassword.Of("secret");
        }
    }

    [Fact]
    public void Refusals_about_files_read_well()
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory.Combine("large"), new string('x', 70_000));
        var refusals = new[]
        {
            Assert.Throws<KeywayException>(() => PrivateKeyFile.Read(directory.Combine("none"), () => null)),
            Assert.Throws<KeywayException>(() => PrivateKeyFile.Read(directory.Combine("large"), () => null)),
            Assert.Throws<KeywayException>(() => KeyPassword.FromFile(directory.Combine("none"))),
            Assert.Throws<KeywayException>(() => KeyPassword.FromFile(directory.Combine("large"))),
        };

        Golden.Verify("Keys/KeyFiles.txt", string.Join("\n", refusals.Select(refusal => ErrorText.Of(refusal, (directory.Path, "DIR")))));
    }

    [Fact]
    public void Password_is_wiped_and_never_printed()
    {
        var password = KeyPassword.Of("secret");

        password.Dispose();

        Assert.Equal(new byte[6], password.Utf8.ToArray());
        Assert.Equal("(password)", password.ToString());
    }
}
