// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Keyway.Artifacts.Oci;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>Threats that something else than the policies' gate stops, through the command line: the refusal is told by its status and code, and is in an intact audit trail.</summary>
public sealed class AuditedRefusalTests : IDisposable
{
    private readonly AuditedScene scene = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rolled_back_metadata_is_refused_on_record()
    {
        await scene.PublishMetadataAsync();
        var timestamp = scene.Combine("site", "metadata", "timestamp.json");
        var old = await File.ReadAllBytesAsync(timestamp, Stop);
        await scene.DoneAsync("tuf", "renew", "site", "targets", "--key", "release.key");
        await scene.DoneAsync("tuf", "publish", "site", "--key", "release.key");
        await scene.DoneAsync("tuf", "refresh", "state", "--repository", "site");
        await File.WriteAllBytesAsync(timestamp, old, Stop);

        await scene.RefusedAsync("KW2303", "trust-refresh", "tuf", "refresh", "state", "--repository", "site");
        await scene.RefusedAsync("KW2303", "trust-refresh", "tuf", "download", "state", "file.txt", "--repository", "site");
    }

    [Fact]
    public async Task Frozen_metadata_is_refused_on_record()
    {
        await scene.PublishMetadataAsync();
        scene.Time = new FixedTime(TimeProvider.System.GetUtcNow().AddYears(20));

        await scene.RefusedAsync("KW2304", "trust-refresh", "tuf", "refresh", "state", "--repository", "site");
    }

    [Fact]
    public async Task Metadata_below_its_threshold_is_refused_on_record()
    {
        await scene.PublishMetadataAsync();
        var timestamp = scene.Combine("site", "metadata", "timestamp.json");
        var document = JsonNode.Parse(await File.ReadAllBytesAsync(timestamp, Stop))!;
        document["signatures"] = new JsonArray();
        await File.WriteAllTextAsync(timestamp, document.ToJsonString(), Stop);

        await scene.RefusedAsync("KW2302", "trust-refresh", "tuf", "refresh", "state", "--repository", "site");
    }

    [Fact]
    public async Task Bundle_of_another_subject_is_refused_on_record()
    {
        await scene.DoneAsync("sign", "file.txt", "--bundle", "bundle.json", "--key", "release.key");
        await File.WriteAllTextAsync(scene.Combine("other.txt"), "other", Stop);

        await scene.RefusedAsync("KW2171", "verify", "verify", "other.txt", "--bundle", "bundle.json", "--key", "release.pub");
    }

    [Fact]
    public async Task Wrong_key_is_refused_on_record()
    {
        await scene.DoneAsync("sign", "file.txt", "--bundle", "bundle.json", "--key", "stranger.key");

        await scene.RefusedAsync("KW2170", "verify", "verify", "file.txt", "--bundle", "bundle.json", "--key", "release.pub", "--json");
    }

    [Fact]
    public async Task Unsigned_package_is_pulled_by_nobody_and_that_is_on_record()
    {
        await scene.PackAsync("2.3.0");

        await scene.RefusedAsync("KW2252", "verify", "pull", "oci:repo:2.3.0", "oci:copy", "--key", "release.pub");
    }

    [Fact]
    public async Task Split_and_truncated_logs_are_refused_on_record()
    {
        await scene.DoneAsync("log", "init", "log", "--name", "log.example/drivers");
        await scene.DoneAsync("log", "append", "log", "one", "two");
        await scene.DoneAsync("log", "audit", "log", "--seen", "seen");
        Directory.Delete(scene.Combine("log"), recursive: true);
        await scene.DoneAsync("log", "init", "log", "--name", "log.example/drivers");
        await scene.DoneAsync("log", "append", "log", "one");

        await scene.RefusedAsync("KW2515", "verify", "log", "audit", "log", "--seen", "seen");
        await scene.DoneAsync("log", "append", "log", "other", "three");
        await scene.RefusedAsync("KW2515", "verify", "log", "audit", "log", "--seen", "seen");
    }

    [Fact]
    public async Task Proof_of_another_entry_is_refused_on_record()
    {
        var vkey = (await scene.DoneAsync("log", "init", "log", "--name", "log.example/drivers")).Output.Trim();
        await scene.DoneAsync("log", "append", "log", "one", "two");
        await scene.DoneAsync("log", "prove", "log", "1", "--output", "proof");

        await scene.RefusedAsync("KW2525", "verify", "log", "verify", "proof", "one", "--vkey", vkey);
    }

    [Fact]
    public async Task Package_that_nobody_was_asked_about_is_refused_on_the_hosts_own_record()
    {
        await scene.PackAsync("2.3.0");

        await scene.RefusedByHostAsync("KW2652", "install", await scene.InstallAsync("oci:repo:2.3.0"));

        Assert.Null(scene.Host.Current);
    }

    [Fact]
    public async Task Altered_layer_is_refused_on_the_hosts_own_record()
    {
        await scene.PackAsync("2.3.0");
        await using (var layout = LayoutDirectory.Open(scene.Combine("repo"), TimeProvider.System))
        {
            var index = (await layout.ResolveAsync("2.3.0", Stop))!;
            var build = (await layout.ReadManifestAsync(index, Stop)).Children.Single(child => child.Platform!.Architecture == "riscv64");
            var layer = (await layout.ReadManifestAsync(build, Stop)).Layers[0];
            await File.WriteAllBytesAsync(layout.Blobs.PathOf(layer.Digest), new byte[layer.Size], Stop);
        }

        await scene.RefusedByHostAsync("KW1003", "install", await scene.InstallAsync("oci:repo:2.3.0", "--allow-unverified"));

        Assert.Null(scene.Host.Current);
        Assert.Equal(["install admitted", "install refused"], await scene.DecisionsAsync());
    }

    [Fact]
    public async Task Revoked_package_in_the_fallback_slot_and_steps_without_a_permit_are_refused_on_the_hosts_own_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:2.3.0", "--channel"));
        await scene.RefusedByHostAsync("KW2405", "install", await scene.InstallAsync("oci:repo:2.3.1"));
        await scene.RefusedByHostAsync("KW2403", "install", await scene.InstallAsync("oci:repo:2.3.1", "--channel"));
        await scene.OfferAsync("2.3.1");
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:2.3.1", "--channel"));
        await scene.RefusedByHostAsync("KW2404", "rollback", ["rollback"]);
        await scene.RevokeAsync("2.3.0");
        await scene.RefusedByHostAsync("KW2404", "rollback", ["rollback", "--to", "1"]);

        Assert.Equal("generations/2", scene.Host.Current);
    }

    [Fact]
    public async Task Installs_and_rollbacks_are_on_record_before_the_switch_or_do_not_happen()
    {
        foreach (var version in (string[])["2.3.0", "2.3.1"]) await scene.PackAsync(version);
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:2.3.0", "--allow-unverified"));
        await scene.DoneAsync(await scene.InstallAsync("oci:repo:2.3.1", "--allow-unverified"));
        await scene.DoneAsync("rollback", "--root", scene.Host.Root);
        Assert.Equal(["install admitted", "install admitted", "rollback admitted"], await scene.DecisionsAsync());

        foreach (var change in (string[][])[await scene.InstallAsync("oci:repo:2.3.1", "--allow-unverified", "--audit", "file.txt/trail"), ["rollback", "--to", "2", "--root", scene.Host.Root, "--audit", "file.txt/trail"]])
        {
            var stopped = await scene.RunAsync(change);
            Assert.Equal(ExitCode.PreflightFailed, stopped.ExitCode);
            Assert.StartsWith("keyway: KW2574 ", stopped.Error, StringComparison.Ordinal);
            Assert.Equal("generations/1", scene.Host.Current);
        }
    }

    [Fact]
    public async Task Refusal_stays_one_when_the_trail_cannot_be_written()
    {
        await scene.PackAsync("2.3.0");

        var run = await scene.RunAsync("verify", "oci:repo:2.3.0", "--key", "release.pub", "--audit", "file.txt/trail");

        Assert.Equal(ExitCode.VerificationRefused, run.ExitCode);
        Assert.Contains("keyway: warning: the refusal is not in the audit trail: KW2574 ", run.Error, StringComparison.Ordinal);
        Assert.Contains("keyway: KW2252 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_in_an_image_leads_no_trail_out_of_it()
    {
        await scene.PackAsync("2.3.0");
        var outside = Directory.CreateDirectory(scene.Combine("outside"));
        File.CreateSymbolicLink(Path.Combine(scene.Host.Root, "var"), outside.FullName);

        var run = await scene.RunAsync(await scene.InstallAsync("oci:repo:2.3.0", "--allow-unverified"));

        Assert.NotEqual(ExitCode.Done, run.ExitCode);
        Assert.Empty(outside.EnumerateFileSystemInfos());
    }

    public void Dispose() => scene.Dispose();
}
