// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Transparency;

namespace Keyway.Tests.Artifacts.Transparency;

public sealed class TiledLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(255, 100)]
    [InlineData(256, 256)]
    [InlineData(257, 90)]
    [InlineData(1000, 333)]
    public async Task Log_of_any_size_has_the_root_of_the_definition_and_passes_its_audit(int size, int batch)
    {
        using LogDirectory directory = new();
        await directory.FillAsync(size, batch);

        var audited = await directory.AuditAsync();

        Assert.Equal(size, audited.Size);
        Assert.Equal(PlainMerkleTree.RootHash([.. LogDirectory.Entries(0, size).Select(entry => entry.ToArray())]), audited.Root);
        Assert.Equal(audited.Root, directory.Published().Root);
    }

    [Fact]
    public async Task Tree_does_not_depend_on_how_entries_were_batched_or_how_often_the_log_was_opened()
    {
        using LogDirectory one = new();
        using LogDirectory other = new();
        await one.FillAsync(700, 700);
        await other.FillAsync(0, 1);
        for (var start = 0; start < 700; start += 70)
        {
            using var log = await other.OpenAsync();
            var appended = await log.AppendAsync(LogDirectory.Entries(start, 70), Token);
            Assert.Equal((start, 70), (appended.FirstIndex, appended.Count));
        }

        Assert.Equal(one.Published(), other.Published());
        Assert.Equal(File.ReadAllBytes(Path.Combine(one.Path, "tile/0/001")), File.ReadAllBytes(Path.Combine(other.Path, "tile/0/001")));
        Assert.False(Directory.Exists(Path.Combine(other.Path, "tile/0/000.p")), "partial tiles go when the full one is there");
    }

    [Fact]
    public async Task Names_follow_the_specification()
    {
        Assert.Equal("tile/0/x001/x234/067", TilePath.OfTile(0, 1234067));
        Assert.Equal("tile/entries/x001/000.p/255", TilePath.OfEntries(1000, 255));

        // The example of c2sp.org/tlog-tiles: a tree of size 70 000.
        Assert.Equal((256, 112, 0), (TilePath.WidthOf(0, 272, 70000), TilePath.WidthOf(0, 273, 70000), TilePath.WidthOf(0, 274, 70000)));
        Assert.Equal((256, 17, 1, 0), (TilePath.WidthOf(1, 0, 70000), TilePath.WidthOf(1, 1, 70000), TilePath.WidthOf(2, 0, 70000), TilePath.WidthOf(3, 0, 70000)));
    }

    [Fact]
    public async Task Every_entry_and_every_older_tree_is_proved()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(600, 600);
        LogReader reader = new(directory.Resources, directory.Published());
        byte[][] entries = [.. LogDirectory.Entries(0, 600).Select(entry => entry.ToArray())];

        foreach (var index in (int[])[0, 1, 254, 255, 256, 511, 512, 598, 599])
        {
            Assert.Equal(entries[index], (await reader.ReadEntryAsync(index, Token)).ToArray());
            Assert.Equal(PlainMerkleTree.Inclusion(index, entries), await reader.ProveInclusionAsync(index, Token));
        }

        foreach (var size in (int[])[0, 1, 2, 255, 256, 257, 512, 513, 599, 600])
        {
            Assert.Equal(PlainMerkleTree.Consistency(size, entries), await reader.ProveConsistencyAsync(size, Token));
            Assert.Equal(PlainMerkleTree.RootHash(entries.AsSpan(0, size)), await reader.ReadRootAsync(size, Token));
        }
    }

    [Fact]
    public async Task Proofs_are_made_for_older_checkpoints_too_whose_partial_tiles_are_gone()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(300, 300);
        var older = directory.Published();
        using (var log = await directory.OpenAsync()) await log.AppendAsync(LogDirectory.Entries(300, 400), Token);

        LogReader reader = new(directory.Resources, older);

        Assert.Equal("entry 299", Encoding.ASCII.GetString((await reader.ReadEntryAsync(299, Token)).Span));
        Assert.Equal(300, (await LogAudit.RunAsync(directory.Resources, older, null, null, Token)).Size);
    }

    [Fact]
    public async Task Audit_reads_only_what_was_added_since_a_known_checkpoint()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(300, 300);
        var since = directory.Published();
        using (var log = await directory.OpenAsync()) await log.AppendAsync(LogDirectory.Entries(300, 400), Token);
        List<long> visited = [];

        var audited = await LogAudit.RunAsync(directory.Resources, directory.Published(), since, (index, _) => Visit(visited, index), Token);

        Assert.Equal((300, 700), (audited.FirstIndex, audited.Size));
        Assert.Equal(Enumerable.Range(300, 400).Select(index => (long)index), visited);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public async Task Audit_refuses_any_flipped_byte_of_any_file_of_the_tree(int size)
    {
        using LogDirectory directory = new();
        await directory.FillAsync(size, size);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory.Path, "tile"), "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(file);
            foreach (var position in Positions(content.Length))
            {
                content[position] ^= 1;
                File.WriteAllBytes(file, content);
                var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.AuditAsync());
                Assert.Equal("KW2513", refusal.Code.Id);
                content[position] ^= 1;
            }

            File.WriteAllBytes(file, content);
        }

        Assert.Equal(size, (await directory.AuditAsync()).Size);
    }

    [Fact]
    public async Task Audit_refuses_files_that_are_missing_longer_or_shorter()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(300, 300);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory.Path, "tile"), "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(file);
            foreach (var damaged in (byte[]?[])[null, content[..^1], [.. content, 0], []])
            {
                File.Delete(file);
                if (damaged is not null) File.WriteAllBytes(file, damaged);
                var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.AuditAsync());
                Assert.Contains(refusal.Code.Id, (string[])["KW2513", "KW2507"]);
            }

            File.WriteAllBytes(file, content);
        }
    }

    [Fact]
    public async Task Opening_refuses_a_log_whose_end_is_damaged()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(300, 300);
        foreach (var name in (string[])["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])
        {
            var file = Path.Combine(directory.Path, name);
            var content = File.ReadAllBytes(file);
            content[5] ^= 1;
            File.WriteAllBytes(file, content);
            var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());
            Assert.Equal("KW2513", refusal.Code.Id);
            content[5] ^= 1;
            File.WriteAllBytes(file, content);
        }

        (await directory.OpenAsync()).Dispose();
    }

    [Fact]
    public async Task Second_writer_is_refused_until_the_first_is_gone()
    {
        using LogDirectory directory = new();
        using (await directory.CreateAsync())
        {
            var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());
            Assert.Equal("KW2512", refusal.Code.Id);
        }

        (await directory.OpenAsync()).Dispose();
    }

    [Fact]
    public async Task Lock_that_cannot_be_opened_is_not_called_busy()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(1, 1);
        File.Delete(Path.Combine(directory.Path, ".state/lock"));
        Directory.CreateDirectory(Path.Combine(directory.Path, ".state/lock"));

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());

        Assert.Equal("KW2506", refusal.Code.Id);
    }

    [Fact]
    public async Task Log_that_was_put_back_to_an_older_copy_is_refused()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(10, 10);
        var head = Path.Combine(directory.Path, ".state/head");
        var old = File.ReadAllBytes(head);
        using (var log = await directory.OpenAsync()) await log.AppendAsync(LogDirectory.Entries(10, 10), Token);
        File.WriteAllBytes(head, old);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());

        Assert.Equal("KW2515", refusal.Code.Id);
        Assert.Contains("it has 10 entries, but signed a checkpoint of 20", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_of_a_second_tree_signed_by_the_same_key_is_found()
    {
        using LogDirectory directory = new();
        using LogDirectory fork = new();
        await directory.FillAsync(10, 10);
        await fork.FillAsync(5, 5);
        using (var log = await fork.OpenAsync()) await log.AppendAsync(LogDirectory.Entries(100, 3), Token);

        File.Copy(Path.Combine(fork.Path, "checkpoint"), Path.Combine(directory.Path, "checkpoint"), overwrite: true);
        var opening = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());
        var auditing = await Assert.ThrowsAsync<KeywayException>(() => LogAudit.RunAsync(directory.Resources, new Checkpoint("x", 10, new(), ""), fork.Published(), null, Token));

        Assert.Equal(("KW2515", "KW2515"), (opening.Code.Id, auditing.Code.Id));
    }

    [Fact]
    public async Task Truncated_log_is_refused_by_who_saw_a_larger_one()
    {
        using LogDirectory directory = new();
        await directory.FillAsync(10, 10);
        var seen = directory.Published() with { Size = 11 };

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => directory.AuditAsync(seen));

        Assert.Equal("KW2515", refusal.Code.Id);
    }

    [Fact]
    public async Task Refusals_of_wrong_calls_name_what_is_wrong()
    {
        using LogDirectory directory = new();
        var missing = await Assert.ThrowsAsync<KeywayException>(() => directory.OpenAsync());
        await directory.FillAsync(2, 2);
        var exists = await Assert.ThrowsAsync<KeywayException>(() => directory.CreateAsync());
        var otherKey = await Assert.ThrowsAsync<KeywayException>(() => TiledLog.OpenAsync(directory.Path, LogDirectory.SignerOf(LogDirectory.Origin, 9), LogPublication.AtOnce, Token));
        var noEntry = await Assert.ThrowsAsync<KeywayException>(() => new LogReader(directory.Resources, directory.Published()).ReadEntryAsync(2, Token));
        using var log = await directory.OpenAsync();
        var tooLong = await Assert.ThrowsAsync<KeywayException>(() => log.AppendAsync([new byte[65536]], Token));

        Assert.Equal(["KW2510", "KW2511", "KW2504", "KW2518", "KW2517"], new[] { missing, exists, otherKey, noEntry, tooLong }.Select(refusal => refusal.Code.Id));
        Assert.Equal(2, log.Head.Size);
    }

    [Fact]
    public async Task Entries_of_no_and_of_most_bytes_are_kept()
    {
        using LogDirectory directory = new();
        using var log = await directory.CreateAsync();

        await log.AppendAsync([ReadOnlyMemory<byte>.Empty, new byte[65535]], Token);

        LogReader reader = new(directory.Resources, directory.Published());
        Assert.Equal((0, 65535), ((await reader.ReadEntryAsync(0, Token)).Length, (await reader.ReadEntryAsync(1, Token)).Length));
    }

    [Fact]
    public async Task Many_callers_share_batches_and_each_gets_the_index_of_its_entry()
    {
        using LogDirectory directory = new();
        using var log = await directory.CreateAsync();
        long[] indices;
        await using (LogAppender appender = new(log))
            indices = await Task.WhenAll(LogDirectory.Entries(0, 2000).Select(entry => appender.AppendAsync(entry, Token)));

        Assert.Equal(Enumerable.Range(0, 2000).Select(index => (long)index), indices.Order());
        LogReader reader = new(directory.Resources, directory.Published());
        foreach (var number in (int[])[0, 1, 700, 1999]) Assert.Equal($"entry {number}", Encoding.ASCII.GetString((await reader.ReadEntryAsync(indices[number], Token)).Span));
    }

    private static ValueTask Visit(List<long> visited, long index)
    {
        visited.Add(index);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<int> Positions(int length) => length < 100 ? Enumerable.Range(0, length) : Enumerable.Range(0, 40).Select(step => (int)((long)step * (length - 1) / 39));
}
