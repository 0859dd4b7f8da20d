// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Tests.Artifacts.Oci;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Registry;

/// <summary>Round trips of an artifact of our shape through docker-registry 2.8, skopeo, oras and crane: what they do with ours, and we with theirs.</summary>
public sealed class InteroperationTests : IAsyncLifetime
{
    private const string Note = "application/vnd.example.note";

    private readonly TemporaryDirectory directory = new();
    private readonly SampleArtifact sample = SampleArtifact.Create();
    private RegistryProcess? registry;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => $"{registry!.Authority}/gpu/driver";

    public async ValueTask InitializeAsync()
    {
        registry = await RegistryProcess.StartAsync();
        await using var layout = await LayoutDirectory.CreateAsync(directory.Combine("out"), TimeProvider.System, Cancellation);
        await sample.PushToAsync(layout, "v1");
        await KeywayAsync("push", "oci:out:v1", Target);
    }

    public async ValueTask DisposeAsync()
    {
        if (registry is not null) await registry.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task Skopeo_lists_inspects_and_copies_each_platform()
    {
        Assert.Contains("\"v1\"", await SkopeoAsync("list-tags", "--tls-verify=false", $"docker://{Target}"), StringComparison.Ordinal);
        Assert.Equal(sample.Index.Digest, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(await SkopeoAsync("inspect", "--tls-verify=false", "--raw", $"docker://{Target}:v1"))));

        foreach (var (architecture, manifest) in Platforms())
        {
            await SkopeoAsync("copy", "--src-tls-verify=false", "--override-os", "linux", "--override-arch", architecture, $"docker://{Target}:v1", $"oci:{directory.Combine(architecture)}:v1");
            await using var copied = LayoutDirectory.Open(directory.Combine(architecture), TimeProvider.System);
            Assert.Equal(manifest, (await copied.ResolveAsync("v1", Cancellation))!.Digest);
        }
    }

    [Fact]
    public async Task Skopeo_copies_all_platforms_there_and_back_without_changing_a_digest()
    {
        await SkopeoAsync("copy", "--all", "--src-tls-verify=false", $"docker://{Target}:v1", $"oci:{directory.Combine("theirs")}:v1");
        await SkopeoAsync("copy", "--all", "--dest-tls-verify=false", $"oci:{directory.Combine("theirs")}:v1", $"docker://{Target}:back");
        await SkopeoAsync("copy", "--all", "--src-tls-verify=false", $"docker://{Target}:v1", $"oci-archive:{directory.Combine("theirs.tar")}:v1");

        Assert.Contains(sample.Index.Digest.ToString(), await KeywayAsync("list", "oci:theirs"), StringComparison.Ordinal);
        Assert.Contains(sample.Index.Digest.ToString(), await KeywayAsync("inspect", $"{Target}:back"), StringComparison.Ordinal);
        Assert.Equal(sample.Index.Digest + "\n", await KeywayAsync("pull", "oci-archive:theirs.tar:v1", "oci:from-archive:v1"));
    }

    [Fact]
    public async Task Skopeo_reads_the_archive_we_write()
    {
        await KeywayAsync("pull", $"{Target}:v1", "oci-archive:ours.tar:v1");

        await SkopeoAsync("copy", "--all", $"oci-archive:{directory.Combine("ours.tar")}:v1", $"oci:{directory.Combine("unpacked")}:v1");

        Assert.Contains(sample.Index.Digest.ToString(), await KeywayAsync("list", "oci:unpacked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oras_fetches_pulls_and_copies_with_referrers()
    {
        foreach (var referrer in new[] { "a note", "another note" }) await AttachOursAsync(referrer);

        var fetched = await OrasAsync("manifest", "fetch", "--plain-http", $"{Target}:v1");
        await OrasAsync("pull", "--plain-http", "--platform", "linux/riscv64", "--output", directory.Combine("files"), $"{Target}:v1");
        await OrasAsync("cp", "-r", "--from-plain-http", "--to-plain-http", $"{Target}:v1", $"{registry!.Authority}/mirror/driver:v1");
        var discovered = JsonNode.Parse(await OrasAsync("discover", "--plain-http", "--format", "json", $"{Target}:v1"))!;

        Assert.Equal(sample.Index.Digest, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(fetched.TrimEnd('\n'))));
        Assert.True(File.Exists(directory.Combine("files", "riscv64", "userspace.tar.zst")));
        Assert.Equal(2, (discovered["referrers"] ?? discovered["manifests"])!.AsArray().Count);
        Assert.Equal(2, (await ReferrersAsync("mirror/driver")).Count);
    }

    [Fact]
    public async Task What_oras_attaches_is_read_by_us_beside_our_own()
    {
        await AttachOursAsync("ours");
        await File.WriteAllTextAsync(directory.Combine("theirs.txt"), "theirs", Cancellation);
        await OrasAsync("attach", "--plain-http", "--artifact-type", "application/vnd.example.theirs", $"{Target}:v1", "theirs.txt:text/plain");
        await AttachOursAsync("ours again");

        Assert.Equal(3, (await ReferrersAsync("gpu/driver")).Count);
        Assert.Equal("application/vnd.example.theirs", Assert.Single(await ReferrersAsync("gpu/driver", "application/vnd.example.theirs")).ArtifactType);
        Assert.Equal("v1\n", await KeywayAsync("list", Target));
        await KeywayAsync("pull", $"{Target}:v1", "oci:pulled:v1", "--referrers");
        await using var pulled = LayoutDirectory.Open(directory.Combine("pulled"), TimeProvider.System);
        Assert.Equal(3, (await pulled.ReferrersAsync(sample.Index.Digest, null, Cancellation)).Count);
    }

    [Fact]
    public async Task Crane_agrees_on_digest_and_bytes()
    {
        Assert.Equal(sample.Index.Digest.ToString(), (await CraneAsync("digest", "--insecure", $"{Target}:v1")).Trim());
        Assert.Equal(sample.Index.Digest, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(await CraneAsync("manifest", "--insecure", $"{Target}:v1"))));
    }

    [Fact]
    public async Task What_oras_and_crane_push_is_pulled_by_us()
    {
        await File.WriteAllTextAsync(directory.Combine("firmware.bin"), "firmware", Cancellation);
        await OrasAsync("push", "--plain-http", "--artifact-type", "application/vnd.example.firmware", $"{registry!.Authority}/their/artifact:v1", "firmware.bin:application/octet-stream");
        await File.WriteAllTextAsync(directory.Combine("hello.txt"), "hello", Cancellation);
        await ProgramRun.SucceedsAsync("tar", ["-cf", "image.tar", "hello.txt"], directory.Path);
        await CraneAsync("append", "--insecure", "--oci-empty-base", "--new_layer", directory.Combine("image.tar"), "--new_tag", $"{registry.Authority}/their/image:v1");

        foreach (var name in new[] { "artifact", "image" })
        {
            var digest = await KeywayAsync("pull", $"{registry.Authority}/their/{name}:v1", $"oci:{name}:v1");
            Assert.Equal((await CraneAsync("digest", "--insecure", $"{registry.Authority}/their/{name}:v1")).Trim(), digest.Trim());
            await SkopeoAsync("inspect", "--raw", $"oci:{directory.Combine(name)}:v1");
        }

        await KeywayAsync("push", "oci:image:v1", $"{registry.Authority}/our/image:v1");
        await CraneAsync("validate", "--insecure", "--remote", $"{registry.Authority}/our/image:v1");
        Assert.Contains("application/vnd.example.firmware", await KeywayAsync("inspect", $"{registry.Authority}/their/artifact:v1"), StringComparison.Ordinal);
        Assert.Contains("firmware.bin", await KeywayAsync("inspect", "oci:artifact"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_moves_and_a_mount_saves_the_transfer()
    {
        await KeywayAsync("tag", $"{Target}:v1", "stable", "edge");
        var json = JsonNode.Parse(await KeywayAsync("push", $"{Target}:v1", $"{registry!.Authority}/site/driver:v1", "--json"))!;

        Assert.Equal("edge\nstable\nv1\n", await KeywayAsync("list", Target));
        Assert.Equal(7, json["mounted"]!.GetValue<int>());
        Assert.Equal(sample.Index.Digest.ToString(), json["digest"]!.GetValue<string>());
        Assert.Contains("\"v1\"", await SkopeoAsync("list-tags", "--tls-verify=false", $"docker://{registry.Authority}/site/driver"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_needed_and_used()
    {
        await using var guarded = await RegistryProcess.StartWithPasswordAsync();
        var target = $"{guarded.Authority}/gpu/driver:v1";

        var refused = await CommandLineRun.InAsync(directory.Path, "push", "oci:out:v1", target);
        await OrasAsync("login", "--plain-http", "--username", "ci", "--password", "secret", "--registry-config", directory.Combine("auth.json"), guarded.Authority);
        var pushed = await RunAsync(new Dictionary<string, string> { ["REGISTRY_AUTH_FILE"] = directory.Combine("auth.json") }, "", "push", "oci:out:v1", target);
        var wrong = await RunAsync([], "wrong\n", "inspect", target, "--username", "ci", "--password-stdin");
        var right = await RunAsync([], "secret\n", "inspect", target, "--username", "ci", "--password-stdin");

        Assert.Equal(ExitCode.NotAuthorised, refused.ExitCode);
        Assert.Equal(ExitCode.NotAuthorised, wrong.ExitCode);
        Assert.Equal((ExitCode.Done, ExitCode.Done), (pushed.ExitCode, right.ExitCode));
    }

    [Fact]
    public async Task Tls_with_an_own_authority_works_with_its_certificate_only()
    {
        using var certificates = TestCertificates.Create();
        using var others = TestCertificates.Create();
        await using var secure = await RegistryProcess.StartWithTlsAsync(certificates);
        var target = $"{secure.Authority}/gpu/driver:v1";

        var pushed = await CommandLineRun.InAsync(directory.Path, "push", "oci:out:v1", target, "--ca-file", certificates.WriteAuthority(directory.Combine("ca.pem")));
        var refused = await CommandLineRun.InAsync(directory.Path, "push", "oci:out:v1", target, "--ca-file", others.WriteAuthority(directory.Combine("others.pem")));

        Assert.Equal(ExitCode.Done, pushed.ExitCode);
        Assert.Equal(ExitCode.VerificationRefused, refused.ExitCode);
        Assert.Contains("KW1131", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_wants_client_certificates_gets_the_one_of_its_folder()
    {
        using var certificates = TestCertificates.Create();
        using var client = TestCertificates.Create("client.example");
        await using var secure = await RegistryProcess.StartWithClientCertificatesAsync(certificates, client);
        var settings = RegistryAccess.Settings() with { CaFile = certificates.WriteAuthority(directory.Combine("ca.pem")), CertificateDirectories = [directory.Combine("certs.d")], Attempts = 1 };
        await using RegistryRepository without = new(secure.Reference("gpu/driver"), settings);
        await Assert.ThrowsAsync<Keyway.Artifacts.KeywayException>(() => without.ResolveAsync("v1", Cancellation));

        client.WriteClient(directory.Combine("certs.d", secure.Authority));
        await using RegistryRepository with = new(secure.Reference("gpu/driver"), settings);
        await sample.PushToAsync(with, "v1");

        Assert.Equal(sample.Index.Digest, (await with.ResolveAsync("v1", Cancellation))!.Digest);
    }

    private IEnumerable<(string Architecture, Digest Manifest)> Platforms() =>
        System.Text.Json.JsonSerializer.Deserialize(sample.Content[^1].Bytes, OciJson.Canonical.ImageIndex)!.Manifests.Select(manifest => (manifest.Platform!.Architecture, manifest.Digest));

    private async Task AttachOursAsync(string text)
    {
        await using RegistryRepository repository = new(registry!.Reference("gpu/driver"), RegistryAccess.Settings());
        await SampleArtifact.PushAsync(repository, SampleArtifact.Referrer(sample.Index, Note, text));
    }

    private async Task<IReadOnlyList<Descriptor>> ReferrersAsync(string repositoryName, string? artifactType = null)
    {
        await using RegistryRepository repository = new(registry!.Reference(repositoryName), RegistryAccess.Settings());
        return await repository.ReferrersAsync(sample.Index.Digest, artifactType, Cancellation);
    }

    private async Task<string> KeywayAsync(params string[] arguments)
    {
        var run = await CommandLineRun.InAsync(directory.Path, arguments);
        Assert.True(run.ExitCode == ExitCode.Done, $"keyway {string.Join(' ', arguments)}: {run.ExitCode}\n{run.Error}");
        return run.Output;
    }

    private async Task<CommandLineRun> RunAsync(Dictionary<string, string> environment, string input, params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        CliContext context = new()
        {
            Output = output,
            Error = error,
            Input = new StringReader(input),
            Time = TimeProvider.System,
            WorkingDirectory = directory.Path,
            EnvironmentVariable = environment.GetValueOrDefault,
            IsTerminal = false,
        };
        return new CommandLineRun(await Program.RunAsync(arguments, context), output.ToString(), error.ToString());
    }

    private Task<string> SkopeoAsync(params string[] arguments) => PeerProgram.SkopeoAsync(directory.Path, arguments);

    private Task<string> OrasAsync(params string[] arguments) => PeerProgram.RunAsync("oras", directory.Path, arguments);

    private Task<string> CraneAsync(params string[] arguments) => PeerProgram.RunAsync("crane", directory.Path, arguments);
}
