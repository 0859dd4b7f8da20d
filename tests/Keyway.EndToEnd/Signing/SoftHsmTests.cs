// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Keyway.Artifacts;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Web;
using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>
/// Keys inside a PKCS #11 token: SoftHSM, fetched by eng/peers/fetch-softhsm. It looks for its settings and its tokens once, when it is loaded, so all tokens are made before.
/// </summary>
public sealed partial class SoftHsmTests
{
    private const string Pin = "471100";
    private static readonly KeyKind[] Kinds = [KeyKind.EcdsaP256, KeyKind.EcdsaP384, KeyKind.Rsa];
    private static readonly Lazy<Task<string>> Module = new(MakeTokensAsync);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.EcdsaP256)]
    [InlineData(KeyKind.EcdsaP384)]
    [InlineData(KeyKind.Rsa)]
    public async Task Token_signs_and_the_signature_holds(KeyKind kind)
    {
        var module = await Module.Value;

        using var opened = await OpenAsync($"pkcs11:token={kind};object=driver?module-path={module}", Pin);
        using WebClient web = new(RegistryAccess.Settings());
        var bundle = await new BundleSigner(web, SigningServices.None, null, TimeProvider.System).SignArtifactAsync(new MemoryStream("driver"u8.ToArray()), new KeyIdentity(opened.Key), Stop);

        Assert.True(opened.Key.PublicKey.Verify("driver"u8, bundle.Content.Signature.Span, opened.Key.Scheme));
    }

    [Fact]
    public async Task Token_refuses_wrong_pins_and_unknown_names()
    {
        var module = await Module.Value;
        var name = $"pkcs11:token=EcdsaP256;object=driver?module-path={module}";

        Assert.Equal("KW2022", (await Assert.ThrowsAsync<KeywayException>(() => OpenAsync(name, null))).Code.Id);
        Assert.Equal("KW2022", (await Assert.ThrowsAsync<KeywayException>(() => OpenAsync(name, "000000"))).Code.Id);
        Assert.Equal("KW2021", (await Assert.ThrowsAsync<KeywayException>(() => OpenAsync(name.Replace("token=EcdsaP256", "token=other", StringComparison.Ordinal), Pin))).Code.Id);
        Assert.Equal("KW2021", (await Assert.ThrowsAsync<KeywayException>(() => OpenAsync(name.Replace("object=driver", "object=other", StringComparison.Ordinal), Pin))).Code.Id);
        Assert.Equal("KW2023", Assert.Throws<KeywayException>(() => Pkcs11Module.Load(module).SignBy(99_999, 1, 1, [1])).Code.Id);
    }

    private static Task<OpenedKey> OpenAsync(string reference, string? pin) =>
        KeyReference.OpenAsync(reference, "/", () => pin is null ? null : KeyPassword.Of(pin), TimeProvider.System, Stop);

    // softhsm2-util makes a token and puts a key into it, as an administrator would.
    private static async Task<string> MakeTokensAsync()
    {
        using TemporaryDirectory directory = new();
        var peer = Peer.Folder("softhsm2");
        var module = Path.Combine(peer, "usr", "lib", "softhsm", "libsofthsm2.so");
        var utility = Path.Combine(peer, "usr", "bin", "softhsm2-util");
        var environment = Settings(peer);
        foreach (var kind in Kinds)
        {
            using var key = SoftwareKey.Generate(kind);
            await PrivateKeyFile.WriteAsync(directory.Combine($"{kind}"), PrivateKeyPem.Write(key, null), Stop);
            await ProgramRun.SucceedsAsync(utility, ["--module", module, "--init-token", "--free", "--label", $"{kind}", "--pin", Pin, "--so-pin", Pin], directory.Path, environment);
            await ProgramRun.SucceedsAsync(utility, ["--module", module, "--import", directory.Combine($"{kind}"), "--token", $"{kind}", "--label", "driver", "--id", "01", "--pin", Pin], directory.Path, environment);
        }

        return module;
    }

    private static Dictionary<string, string> Settings(string peer)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"keyway-softhsm-{Environment.ProcessId}");
        var file = Path.Combine(folder, "softhsm2.conf");
        Directory.CreateDirectory(Path.Combine(folder, "tokens"));
        File.WriteAllText(file, $"directories.tokendir = {Path.Combine(folder, "tokens")}\nobjectstore.backend = file\n");
        _ = SetVariable("SOFTHSM2_CONF", file, 1); // the module reads the process's own environment, of which .NET keeps a copy
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var libraries = Directory.GetDirectories(Path.Combine(peer, "usr", "lib"), "*-linux-gnu").First();
        return new() { ["SOFTHSM2_CONF"] = file, ["LD_LIBRARY_PATH"] = libraries };
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
