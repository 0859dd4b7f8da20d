// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Trust;
using Keyway.Tests.Artifacts.Signing.Verify;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>The executable that sigstore-conformance runs, by its command protocol. All 140 cases in process: <c>ConformanceTests</c>.</summary>
public sealed class SigstoreConformanceProgramTests
{
    private static readonly string Program = RepositoryRoot.Combine("eng", "conformance", "sigstore");

    [Theory]
    [InlineData("happy-path-v0.3", "")]
    [InlineData("happy-path-intoto-in-dsse-v3", "")]
    [InlineData("rekor2-happy-path", "")]
    [InlineData("managed-key-happy-path", "")]
    [InlineData("bundle-malformed-json_fail", "KW2110")]
    [InlineData("managed-key-no-key_fail", "KW2180")]
    [InlineData("rekor2-no-timestamp_fail", "KW2177")]
    [InlineData("trust-root-tlog-missing-validity-start_fail", "KW2101")]
    public async Task Executable_answers_by_its_exit_status_for_files_and_digests(string name, string code)
    {
        ConformanceCase one = new(name);

        foreach (var artifact in new[] { one.ArtifactPath, one.ArtifactDigest })
        {
            var run = await ProgramRun.OfAsync(Program, [.. Arguments(one), "--trusted-root", one.RootPath, artifact]);

            Assert.Equal((code.Length == 0 ? 0 : 1, ""), (run.ExitStatus, run.Output));
            Assert.Contains(code, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_trusted_root_the_environment_says_where_the_instance_is()
    {
        ConformanceCase one = new("happy-path-v0.3");

        var found = await ProgramRun.OfAsync(Program, [.. Arguments(one), one.ArtifactPath], environment: new Dictionary<string, string> { ["KEYWAY_SIGSTORE_PRODUCTION"] = one.RootPath });
        var staging = await ProgramRun.OfAsync(Program, [.. Arguments(one), "--staging", one.ArtifactPath], environment: new Dictionary<string, string> { ["KEYWAY_SIGSTORE_PRODUCTION"] = one.RootPath });

        Assert.Equal(0, found.ExitStatus);
        Assert.Equal(1, staging.ExitStatus);
        Assert.Contains("KEYWAY_SIGSTORE_STAGING", staging.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_with_an_anchor_and_a_mirror_is_refreshed_by_TUF_and_then_serves_alone()
    {
        ConformanceCase one = new("happy-path-v0.3");
        await using var published = await PublishedRepository.CreateAsync();
        await published.AddAsync("targets", "trusted_root.json", await File.ReadAllBytesAsync(one.RootPath, default));
        using TemporaryDirectory instance = new();
        File.Copy(published.InitialRoot, instance.Combine("root.json"));
        string status;
        await using (LoopbackServer mirror = new(request => Serve(published, request)))
        {
            await File.WriteAllTextAsync(instance.Combine("mirror"), $"http://{mirror.Authority}\n", default);
            status = await VerifyAsync(one, instance.Path);
        }

        Assert.Equal("0 ", status);
        Assert.Equal("0 ", await VerifyAsync(one, instance.Path));
        File.Delete(instance.Combine("root.json"));
        Assert.StartsWith("1 error: ", await VerifyAsync(one, instance.Path), StringComparison.Ordinal);
    }

    private static async Task<string> VerifyAsync(ConformanceCase one, string instance)
    {
        var run = await ProgramRun.OfAsync(Program, [.. Arguments(one), "--staging", one.ArtifactDigest], environment: new Dictionary<string, string> { ["KEYWAY_SIGSTORE_STAGING"] = instance });
        return $"{run.ExitStatus} {run.Error}";
    }

    // The layout of the public instances: metadata at the top, targets in a folder.
    private static LoopbackResponse Serve(PublishedRepository published, LoopbackRequest request)
    {
        var path = request.Path.TrimStart('/');
        var file = Path.Combine(published.Directory, path.StartsWith("targets/", StringComparison.Ordinal) ? path : $"metadata/{path}");
        return File.Exists(file) ? LoopbackResponse.Of(200, File.ReadAllBytes(file)) : LoopbackResponse.Of(404);
    }

    private static string[] Arguments(ConformanceCase one) => one.KeyPath is { } key
        ? ["verify-bundle", "--bundle", one.BundlePath, "--key", key]
        : ["verify-bundle", "--bundle", one.BundlePath, "--certificate-identity", one.Identity, "--certificate-oidc-issuer", one.Issuer];
}
