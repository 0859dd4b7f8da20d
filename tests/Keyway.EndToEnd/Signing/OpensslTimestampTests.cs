// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Signing.Sign;
using Keyway.Artifacts.Web;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Signing;

/// <summary><c>openssl ts</c> as the timestamp authority: it reads our question, and its answer is about what we asked.</summary>
public sealed class OpensslTimestampTests
{
    private const string Settings = """
        [ tsa ]
        default_tsa = here
        [ here ]
        serial = serial
        signer_cert = tsa.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_and_answer_fit_together_for_both_sides()
    {
        using TemporaryDirectory directory = new();
        await File.WriteAllTextAsync(directory.Combine("ts.conf"), Settings, Stop);
        await File.WriteAllTextAsync(directory.Combine("serial"), "01\n", Stop);
        await RunAsync(directory, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-subj", "/CN=tsa", "-addext", "extendedKeyUsage=critical,timeStamping");
        await using LoopbackServer server = new(request => LoopbackResponse.Of(200, Answer(directory, request.Body)));
        using WebClient web = new(RegistryAccess.Settings());
        byte[] signature = [1, 2, 3];

        var answer = await new TimestampClient(web, TimeProvider.System).StampAsync(new Uri($"http://{server.Authority}/tsa"), signature, Stop);

        await File.WriteAllBytesAsync(directory.Combine("answer"), answer, Stop);
        var verified = await RunAsync(directory, "ts", "-verify", "-in", "answer", "-digest", Convert.ToHexStringLower(SHA256.HashData(signature)), "-CAfile", "tsa.pem");
        Assert.Contains("Verification: OK", verified.Output + verified.Error, StringComparison.Ordinal);
        Assert.Equal("/tsa", Assert.Single(server.Requests).Path);
    }

    private static byte[] Answer(TemporaryDirectory directory, byte[] query)
    {
        File.WriteAllBytes(directory.Combine("query"), query);
        RunAsync(directory, "ts", "-reply", "-config", "ts.conf", "-queryfile", "query", "-out", "reply").GetAwaiter().GetResult();
        return File.ReadAllBytes(directory.Combine("reply"));
    }

    private static Task<ProgramRun> RunAsync(TemporaryDirectory directory, params string[] arguments) => ProgramRun.SucceedsAsync("openssl", arguments, directory.Path);
}
