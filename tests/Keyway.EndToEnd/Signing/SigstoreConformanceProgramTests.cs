// SPDX-License-Identifier: Apache-2.0

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

    private static string[] Arguments(ConformanceCase one) => one.KeyPath is { } key
        ? ["verify-bundle", "--bundle", one.BundlePath, "--key", key]
        : ["verify-bundle", "--bundle", one.BundlePath, "--certificate-identity", one.Identity, "--certificate-oidc-issuer", one.Issuer];
}
