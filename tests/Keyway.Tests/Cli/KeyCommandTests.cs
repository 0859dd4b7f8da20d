// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Keys;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class KeyCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public KeyCommandTests() => File.WriteAllText(directory.Combine("password"), "correct horse\n");

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("ecdsa-p256", 256)]
    [InlineData("ecdsa-p384", 384)]
    [InlineData("ecdsa-p521", 521)]
    [InlineData("ed25519", 256)]
    public async Task A_generated_key_is_encrypted_for_its_owner_only_and_its_public_half_lies_beside_it(string kind, int bits)
    {
        var run = await DoneAsync("key", "generate", "--kind", kind, "--output", "release", "--password-file", "password", "--json");

        var document = JsonNode.Parse(run.Output)!;
        Assert.Equal((kind, bits, "release.key", "release.pub"), ((string)document["kind"]!, (int)document["bits"]!, (string)document["privateKeyFile"]!, (string)document["publicKeyFile"]!));
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", Text("release.key"), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.Combine("release.key")));
        Assert.Equal((string)document["fingerprint"]!, PublicKey.FromPem(Text("release.pub")).Fingerprint.ToString());
        Assert.Equal(Text("release.pub"), (await DoneAsync("key", "public", "release.key", "--password-file", "password")).Output);
    }

    [Fact]
    public async Task A_key_goes_to_cosigns_form_and_back_and_stays_the_same()
    {
        var made = (await DoneAsync("key", "generate", "--output", "a", "--no-password")).Output;

        var exported = await DoneAsync("key", "export", "a.key", "--output", "b", "--new-password-file", "password");
        var imported = await DoneAsync("key", "import", "b.key", "--output", "c", "--password-file", "password");

        Assert.StartsWith("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n", Text("b.key"), StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", Text("c.key"), StringComparison.Ordinal);
        Assert.Equal((made, made), (exported.Output, imported.Output));
        Assert.Equal("ecdsa-p256 key: private in b.key, public in b.pub\n", exported.Error);
    }

    [Fact]
    public async Task A_key_is_exported_as_pkcs8_too()
    {
        await DoneAsync("key", "generate", "--output", "a", "--no-password");

        await DoneAsync("key", "export", "a.key", "--format", "pkcs8", "--output", "b", "--new-password-file", "password");

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", Text("a.key"), StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", Text("b.key"), StringComparison.Ordinal);
        Assert.Equal(Text("a.pub"), Text("b.pub"));
    }

    [Theory]
    [InlineData(12, "KW9020", "key", "generate", "--output", "new")]
    [InlineData(12, "KW9020", "key", "import", "plain.key", "--output", "new")]
    [InlineData(12, "KW9020", "key", "export", "plain.key", "--output", "new")]
    [InlineData(23, "KW9021", "key", "generate", "--no-password", "--output", "plain")]
    [InlineData(23, "KW9021", "key", "generate", "--no-password", "--output", "half")]
    [InlineData(12, "KW2006", "key", "public", "locked.key")]
    [InlineData(10, "KW2011", "key", "public", "absent.key")]
    [InlineData(2, "KW9001", "key", "generate", "--kind", "dsa")]
    public async Task A_refused_key_command_writes_nothing(int status, string code, params string[] arguments)
    {
        await DoneAsync("key", "generate", "--output", "plain", "--no-password");
        await DoneAsync("key", "generate", "--output", "locked", "--password-file", "password");
        File.WriteAllText(directory.Combine("half.pub"), "mine");
        var before = Files();

        var run = await CommandLineRun.InAsync(directory.Path, arguments);

        Assert.Equal((ExitCode)status, run.ExitCode);
        Assert.StartsWith($"keyway: {code} ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    private List<(string, string)> Files() => [.. Directory.EnumerateFiles(directory.Path).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)))];

    private string Text(string name) => File.ReadAllText(directory.Combine(name));

    private async Task<CommandLineRun> DoneAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        return run;
    }
}
