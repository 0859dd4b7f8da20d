// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts.Content;
using Keyway.Audit;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Trail_is_shown_and_verified()
    {
        await RecordAsync();

        var shown = await RunAsync("audit", "show", "trail");
        var refusals = await RunAsync("audit", "show", "trail", "--refused", "--json");
        var verified = await RunAsync("audit", "verify", "trail", "--json");

        Assert.Equal("""
            0  2026-11-24 09:30:15  policy-check admitted  one  sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73
            1  2026-11-24 09:30:15  trust-refresh refused  two
                KW0001: no�t today

            """, shown.Output);
        Assert.Equal("trust-refresh", Assert.Single(JsonDocument.Parse(refusals.Output).RootElement.GetProperty("decisions").EnumerateArray()).GetProperty("entry").GetProperty("action").GetString());
        var document = JsonDocument.Parse(verified.Output).RootElement;
        Assert.Equal((2L, 1L, 1L), (document.GetProperty("size").GetInt64(), document.GetProperty("admitted").GetInt64(), document.GetProperty("refused").GetInt64()));
    }

    [Fact]
    public async Task Trail_is_compared_with_what_was_kept_elsewhere()
    {
        await RecordAsync();
        var vkey = JsonDocument.Parse((await RunAsync("audit", "verify", "trail", "--json")).Output).RootElement.GetProperty("vkey").GetString()!;
        File.Copy(directory.Combine("trail", "log", "checkpoint"), directory.Combine("kept"));
        var intact = await RunAsync("audit", "verify", "trail", "--vkey", vkey, "--since", "kept");
        Directory.Delete(directory.Combine("trail"), recursive: true);
        await RecordAsync();
        var anew = await RunAsync("audit", "verify", "trail", "--vkey", vkey, "--since", "kept");

        Assert.Contains("2 decisions, 1 admitted, 1 refused, intact", intact.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.VerificationRefused, anew.ExitCode);
        Assert.Equal(ExitCode.NotFound, (await RunAsync("audit", "show", "nowhere")).ExitCode);
    }

    private async Task RecordAsync()
    {
        AuditTrail trail = new(directory.Combine("trail"), new AuditActor { Program = "keyway", Version = "0.1.0" }, FixedTime.Default);
        await trail.RecordAsync(new AuditRecord { Action = AuditAction.PolicyCheck, Subject = new AuditSubject { Reference = "one", Digest = Digest.OfBytes("content"u8) }, Decision = AuditDecision.Admitted }, TestContext.Current.CancellationToken);
        await trail.RecordAsync(
            new AuditRecord { Action = AuditAction.TrustRefresh, Subject = new AuditSubject { Reference = "two" }, Decision = AuditDecision.Refused, Reasons = [new AuditReason { Code = "KW0001", Text = "no\u001bt today" }] },
            TestContext.Current.CancellationToken);
    }

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.InAsync(directory.Path, args);
}
