// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Registry;

/// <summary>A registry or client that <c>eng/peers/fetch</c> put aside. An absent one skips the test, except in CI, where it fails it.</summary>
internal static class PeerProgram
{
    public static string Require(string name)
    {
        var path = RepositoryRoot.Combine(".cache", "peers", "bin", name);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(File.Exists(path), $"CI needs {name}: eng/peers/fetch");
        Assert.SkipUnless(File.Exists(path), $"no {name}; run eng/peers/fetch");
        return path;
    }

    /// <summary>Runs a peer with an empty home, so that nothing of the machine's set-up plays a part.</summary>
    public static async Task<string> RunAsync(string name, string home, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["HOME"] = home, ["XDG_RUNTIME_DIR"] = home, ["DOCKER_CONFIG"] = home };
        return (await ProgramRun.SucceedsAsync(Require(name), arguments, home, environment)).Output;
    }

    /// <summary>skopeo, with the policy file that it insists on; this one is what its packages install.</summary>
    public static async Task<string> SkopeoAsync(string home, params string[] arguments)
    {
        var policy = Path.Combine(home, "policy.json");
        await File.WriteAllTextAsync(policy, """{"default":[{"type":"insecureAcceptAnything"}]}""", TestContext.Current.CancellationToken);
        return await RunAsync("skopeo", home, ["--policy", policy, .. arguments]);
    }
}
