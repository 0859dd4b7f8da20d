// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Keyway.EndToEnd.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary>npm's mock services of Sigstore (certificate authority, log, timestamps) on a loopback port, and npm's client beside them. See eng/peers/sigstore.</summary>
internal sealed class MockSigstore : IDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly TemporaryDirectory directory = new();
    private readonly Process process;

    private MockSigstore()
    {
        ProcessStartInfo start = new("node", [Script("services.js"), directory.Path]) { RedirectStandardInput = true, UseShellExecute = false };
        process = Process.Start(start)!;
    }

    public string Address => File.ReadAllText(directory.Combine("ready"));

    public string TrustedRoot => directory.Combine("trusted-root.json");

    /// <summary>The signing configuration with a log of this version.</summary>
    public string SigningConfig(int log) => directory.Combine(log == 1 ? "signing-config.json" : "signing-config-v2.json");

    public static async Task<MockSigstore> StartAsync()
    {
        await RequireAsync();
        MockSigstore started = new();
        await started.IsReadyAsync();
        return started;
    }

    /// <summary>npm's client installed; skips the test where that cannot be.</summary>
    public static async Task RequireAsync()
    {
        await Peer.RequireProgramAsync("node", "--version");
        await Peer.RequireProgramAsync("npm", "--version");
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var folder = RepositoryRoot.Combine("eng", "peers", "sigstore");
            if (!Directory.Exists(Path.Combine(folder, "node_modules"))) await ProgramRun.SucceedsAsync("npm", ["ci", "--no-audit", "--no-fund"], folder);
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>An identity token that the mock authority takes: it looks at the claims only.</summary>
    public static string Token(string subject) => $"{Part("""{"alg":"RS256"}""")}.{Part($$"""{"iss":"https://issuer.example","sub":"{{subject}}","aud":"sigstore","exp":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 300}}}""")}.{Part("x")}";

    public static Task<ProgramRun> ClientAsync(params string[] arguments) => ProgramRun.OfAsync("node", [Script("client.js"), .. arguments]);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        directory.Dispose();
    }

    private async Task IsReadyAsync()
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(directory.Combine("ready")))
        {
            Assert.False(process.HasExited, "the mock services ended early");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Script(string name) => RepositoryRoot.Combine("eng", "peers", "sigstore", name);

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
