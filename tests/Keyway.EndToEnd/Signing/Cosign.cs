// SPDX-License-Identifier: Apache-2.0

using Keyway.EndToEnd.Registry;

namespace Keyway.EndToEnd.Signing;

/// <summary>
/// The real cosign with a key pair of its own, cut off from its public services: its signing configuration names none, and nothing is asked of a log. With
/// a managed key that is all it needs; <c>--tlog-upload=false</c> of its second version is refused together with a signing configuration.
/// </summary>
internal sealed class Cosign(string home)
{
    public const string Password = "correct horse battery";

    private readonly string configuration = Path.Combine(home, "signing-config.json");

    public string PrivateKey => Path.Combine(home, "cosign.key");

    public string PublicKey => Path.Combine(home, "cosign.pub");

    /// <summary>Makes <c>cosign.key</c> and <c>cosign.pub</c>.</summary>
    public static async Task<Cosign> WithKeyAsync(string home)
    {
        Cosign cosign = new(home);
        await cosign.SucceedsAsync("generate-key-pair");
        await cosign.SucceedsAsync("signing-config", "create", "--out", cosign.configuration);
        return cosign;
    }

    public Task<string> SignAsync(string reference, params string[] more) => SucceedsAsync(["sign", "--yes", "--key", PrivateKey, "--signing-config", configuration, .. more, reference]);

    public Task<string> AttestAsync(string reference, string type, string predicate) =>
        SucceedsAsync("attest", "--yes", "--key", PrivateKey, "--signing-config", configuration, "--type", type, "--predicate", predicate, reference);

    public Task<ProgramRun> VerifyAsync(string reference, string publicKey) => RunAsync("verify", "--key", publicKey, "--insecure-ignore-tlog", reference);

    public Task<ProgramRun> VerifyAttestationAsync(string reference, string publicKey, string type) =>
        RunAsync("verify-attestation", "--key", publicKey, "--insecure-ignore-tlog", "--type", type, reference);

    public async Task<string> SucceedsAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitStatus == 0, $"cosign {string.Join(' ', arguments)} exited {run.ExitStatus}\n{run.Output}\n{run.Error}");
        return run.Output;
    }

    private Task<ProgramRun> RunAsync(params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["HOME"] = home, ["DOCKER_CONFIG"] = home, ["COSIGN_PASSWORD"] = Password };
        return ProgramRun.OfAsync(PeerProgram.Require("cosign"), arguments, home, environment);
    }
}
