// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;
using Keyway.Audit;
using Keyway.Tests.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private static readonly AuditActor Actor = new() { Program = "keyway", Version = "0.1.0", User = "root" };

    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Place => directory.Combine("audit");

    private AuditTrailReader Reader => new(Place);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Decisions_are_kept_in_their_order_with_time_actor_and_reasons()
    {
        var trail = Trail();
        await trail.RecordAsync(Admitted("one"), Token);
        await trail.RecordAsync(AuditRecord.Refused(AuditAction.Install, new AuditSubject { Reference = "two" }, SomeRefusal()), Token);

        var entries = await ReadAsync();

        Assert.Equal(["one", "two"], entries.Select(audited => audited.Entry.Subject.Reference));
        Assert.Equal([0L, 1L], entries.Select(audited => audited.Index));
        Assert.Equal((Actor, FixedTime.Default.GetUtcNow(), AuditDecision.Refused), (entries[1].Entry.Actor, entries[1].Entry.Time, entries[1].Entry.Decision));
        Assert.Equal("KW2502", Assert.Single(entries[1].Entry.Reasons).Code);
    }

    [Fact]
    public async Task Intact_trail_is_reported_with_its_numbers()
    {
        var trail = Trail();
        for (var number = 0; number < 3; number++) await trail.RecordAsync(Admitted($"package {number}"), Token);
        await trail.RecordAsync(AuditRecord.Refused(AuditAction.Verify, new AuditSubject { Reference = "bad" }, SomeRefusal()), Token);

        var report = await Reader.VerifyAsync(null, null, Token);

        Assert.Equal((4L, 3L, 1L, 0L), (report.Head.Size, report.Admitted, report.Refused, report.TimesSetBack));
        Assert.Empty(report.Unlogged);
        Assert.StartsWith("keyway-audit/", report.Key.Name, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Place, "key.pem")));
    }

    [Fact]
    public async Task Clock_that_was_set_back_is_reported()
    {
        await Trail().RecordAsync(Admitted("now"), Token);
        await Trail(new FixedTime(FixedTime.Default.GetUtcNow().AddDays(-1))).RecordAsync(Admitted("earlier"), Token);

        Assert.Equal(1, (await Reader.VerifyAsync(null, null, Token)).TimesSetBack);
    }

    [Fact]
    public async Task Altered_removed_and_foreign_documents_are_refused()
    {
        var recorded = await Trail().RecordAsync(Admitted("one"), Token);
        var path = Directory.GetFiles(Place, recorded.Digest.Hex + ".json", SearchOption.AllDirectories).Single();
        var content = File.ReadAllText(path);

        File.WriteAllText(path, content.Replace("admitted", "refused!", StringComparison.Ordinal));
        var altered = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(null, null, Token));
        File.Delete(path);
        var missing = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(null, null, Token));

        Assert.Equal(("KW2573", "KW2573"), (altered.Code.Id, missing.Code.Id));
        Golden.Verify("audit/errors.txt", ErrorText.Of(altered, (Place, "DIR")) + "\n" + ErrorText.Of(missing, (Place, "DIR")));
    }

    [Fact]
    public async Task Any_flipped_byte_of_the_log_is_refused()
    {
        for (var number = 0; number < 3; number++) await Trail().RecordAsync(Admitted($"package {number}"), Token);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Place, "log", "tile"), "*3", SearchOption.AllDirectories).Append(Path.Combine(Place, "log", ".state", "head")))
        {
            var content = File.ReadAllBytes(file);
            for (var position = 0; position < content.Length; position++)
            {
                content[position] ^= 1;
                File.WriteAllBytes(file, content);
                var refusal = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(null, null, Token));
                Assert.Equal(ErrorKind.VerificationRefused, refusal.Code.Kind);
                content[position] ^= 1;
            }

            File.WriteAllBytes(file, content);
        }
    }

    [Fact]
    public async Task Entry_that_names_no_document_or_a_document_of_another_form_is_refused()
    {
        await Trail().RecordAsync(Admitted("one"), Token);
        await AppendAsync("not a digest");
        var noDigest = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(null, null, Token));
        Directory.Delete(Place, recursive: true);

        await Trail().RecordAsync(Admitted("one"), Token);
        var document = "{}"u8.ToArray();
        var digest = Digest.OfBytes(document);
        Directory.CreateDirectory(Path.Combine(Place, "records", digest.Hex[..2]));
        File.WriteAllBytes(Path.Combine(Place, "records", digest.Hex[..2], digest.Hex + ".json"), document);
        await AppendAsync(digest.ToString());
        var otherForm = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(null, null, Token));

        Assert.Equal(("KW2573", "KW2573"), (noDigest.Code.Id, otherForm.Code.Id));
    }

    [Fact]
    public async Task Trail_that_was_cut_or_started_again_is_found_with_a_checkpoint_kept_elsewhere()
    {
        for (var number = 0; number < 3; number++) await Trail().RecordAsync(Admitted($"package {number}"), Token);
        var (key, kept) = (Reader.ReadKey(), SignedNote.Parse(File.ReadAllBytes(Path.Combine(Place, "log", "checkpoint"))));
        Directory.Delete(Path.Combine(Place, "log"), recursive: true);
        for (var number = 0; number < 2; number++) await Trail().RecordAsync(Admitted($"package {number}"), Token);

        var cut = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(key, kept, Token));
        for (var number = 0; number < 2; number++) await Trail().RecordAsync(Admitted("another"), Token);
        var forked = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(key, kept, Token));
        Directory.Delete(Place, recursive: true);
        await Trail().RecordAsync(Admitted("package 0"), Token);
        var otherKey = await Assert.ThrowsAsync<KeywayException>(() => Reader.VerifyAsync(key, null, Token));

        Assert.Equal(("KW2515", "KW2515", "KW2514"), (cut.Code.Id, forked.Code.Id, otherKey.Code.Id));
    }

    [Fact]
    public async Task Kept_checkpoint_of_the_same_trail_is_found_to_be_its_start()
    {
        await Trail().RecordAsync(Admitted("one"), Token);
        var kept = SignedNote.Parse(File.ReadAllBytes(Path.Combine(Place, "log", "checkpoint")));
        await Trail().RecordAsync(Admitted("two"), Token);

        Assert.Equal(2, (await Reader.VerifyAsync(Reader.ReadKey(), kept, Token)).Head.Size);
    }

    [Fact]
    public async Task Missing_key_ends_recording_and_is_not_replaced()
    {
        await Trail().RecordAsync(Admitted("one"), Token);
        File.Delete(Path.Combine(Place, "key.pem"));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => Trail().RecordAsync(Admitted("two"), Token));

        Assert.Equal("KW2571", refusal.Code.Id);
        Assert.False(File.Exists(Path.Combine(Place, "key.pem")));
    }

    [Fact]
    public async Task Document_that_did_not_get_into_the_log_is_told_and_harms_nothing()
    {
        await Trail().RecordAsync(Admitted("one"), Token);
        Directory.CreateDirectory(Path.Combine(Place, "records", "00"));
        File.WriteAllText(Path.Combine(Place, "records", "00", "0011.json"), "{}");

        Assert.Equal(["0011"], (await Reader.VerifyAsync(null, null, Token)).Unlogged);
        Assert.Equal(1, (await Trail().RecordAsync(Admitted("two"), Token)).Index);
    }

    [Theory]
    [InlineData("")]
    [InlineData("log/.state/head")]
    [InlineData("log/.state/head log/.state/vkey")]
    [InlineData("log/.state/head log/.state/vkey log/checkpoint")]
    [InlineData("log/.state/head log/.state/vkey log/checkpoint key.pem")]
    public async Task Recording_goes_on_whatever_the_first_one_had_made_when_it_died(string missing)
    {
        var first = await Trail().RecordAsync(Admitted("one"), Token);
        foreach (var name in missing.Split(' ', StringSplitOptions.RemoveEmptyEntries)) File.Delete(Path.Combine(Place, name));

        var second = await Trail().RecordAsync(Admitted("two"), Token);

        var report = await Reader.VerifyAsync(null, null, Token);
        Assert.Equal((missing.Length == 0 ? 2 : 1, second.Index + 1), (report.Head.Size, report.Head.Size));
        Assert.Equal(missing.Length == 0 ? [] : [first.Digest.Hex], report.Unlogged);
    }

    [Fact]
    public async Task Host_key_signs_when_there_is_one()
    {
        using var key = LogDirectory.Key(3);
        await new AuditTrail(Place, Actor, FixedTime.Default) { HostKey = key }.RecordAsync(Admitted("one"), Token);

        Assert.Equal(key.PublicKey.Fingerprint, Reader.ReadKey().PublicKey.Fingerprint);
        Assert.False(File.Exists(Path.Combine(Place, "key.pem")));
    }

    [Fact]
    public async Task Programs_that_record_at_the_same_time_wait_for_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Trail(TimeProvider.System).RecordAsync(Admitted($"package {number}"), Token))));

        Assert.Equal(8, (await Reader.VerifyAsync(null, null, Token)).Head.Size);
    }

    [Fact]
    public async Task Trail_that_others_keep_busy_and_trail_that_is_not_there_are_refused()
    {
        await Trail().RecordAsync(Admitted("one"), Token);
        using FileStream other = new(Path.Combine(Place, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var busy = await Assert.ThrowsAsync<KeywayException>(() => Trail(new HurriedTime()).RecordAsync(Admitted("two"), Token));
        var missing = await Assert.ThrowsAsync<KeywayException>(() => new AuditTrailReader(directory.Combine("nowhere")).VerifyAsync(null, null, Token));

        Assert.Equal(("KW2570", "KW2572"), (busy.Code.Id, missing.Code.Id));
    }

    [Fact]
    public async Task What_others_wrote_is_cut_and_cleaned_so_that_every_refusal_can_be_recorded()
    {
        var record = Admitted(new string('x', 3000) + "\ud800") with { Reasons = [.. Enumerable.Range(0, 100).Select(number => new AuditReason { Text = $"{number} \ud83d" })] };

        await Trail().RecordAsync(record, Token);

        var entry = Assert.Single(await ReadAsync()).Entry;
        Assert.Equal((2049, 65, "and 36 more"), (entry.Subject.Reference.Length, entry.Reasons.Length, entry.Reasons[^1].Text));
    }

    private AuditTrail Trail(TimeProvider? time = null) => new(Place, Actor, time ?? FixedTime.Default);

    private static AuditRecord Admitted(string reference) => new()
    {
        Action = AuditAction.Verify,
        Subject = new AuditSubject { Reference = reference, Digest = Digest.OfBytes("content"u8) },
        Decision = AuditDecision.Admitted,
        Policy = Digest.OfBytes("policy"u8),
    };

    private static KeywayException SomeRefusal() => Assert.Throws<KeywayException>(() => Checkpoint.Parse("log\n"u8));

    private async Task<List<AuditedEntry>> ReadAsync()
    {
        List<AuditedEntry> entries = [];
        await foreach (var entry in Reader.ReadAsync(0, Token)) entries.Add(entry);
        return entries;
    }

    // As somebody would who has the key.
    private async Task AppendAsync(string entry)
    {
        using var key = await AuditKey.LoadAsync(Place, null, Token);
        using var log = await TiledLog.OpenAsync(Path.Combine(Place, "log"), new NoteSigner(key.Public, key.Private, FixedTime.Default), LogPublication.AtOnce, Token);
        await log.AppendAsync([Encoding.ASCII.GetBytes(entry)], Token);
    }
}
