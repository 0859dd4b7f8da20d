// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;
using Keyway.EndToEnd.Registry;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Transparency;

/// <summary>Our logs in front of other people's readers: Tessera's fsck, and the tlog and note packages of the Go project.</summary>
public sealed class ForeignReaderTests : IDisposable
{
    private const string Origin = "log.example/drivers";

    private readonly TemporaryDirectory directory = new();
    private readonly SoftwareKey key = SoftwareKey.FromPkcs8([.. Convert.FromHexString("302e020100300506032b657004220420"), .. Enumerable.Repeat((byte)5, 32)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Log => directory.Combine("log");

    private NoteKey PublicKey => NoteKey.OfLog(Origin, key.PublicKey);

    public void Dispose()
    {
        key.Dispose();
        directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65537)]
    public async Task Tessera_accepts_the_log_and_refuses_it_with_any_byte_flipped(int size)
    {
        await FillAsync(size);
        Assert.Equal(0, await FsckAsync());

        foreach (var file in Files(size < 1000 ? 50 : 10).Append(Path.Combine(Log, "checkpoint")))
        {
            var content = await File.ReadAllBytesAsync(file, Token);
            foreach (var position in (int[])[0, content.Length / 3, content.Length - 1])
            {
                content[position] ^= 1;
                await File.WriteAllBytesAsync(file, content, Token);
                Assert.True(await FsckAsync() != 0, $"byte {position} of {file}");
                content[position] ^= 1;
            }

            await File.WriteAllBytesAsync(file, content, Token);
        }

        Assert.Equal(0, await FsckAsync());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(256, 255)]
    [InlineData(257, 256)]
    [InlineData(65537, 0)]
    [InlineData(65537, 40000)]
    [InlineData(65537, 65536)]
    public async Task Proofs_of_the_Go_project_from_our_tiles_are_ours(int size, int index)
    {
        await FillAsync(size);
        LogReader reader = new(new DirectoryResources(Log), Checkpoint.Open(SignedNote.Parse(await File.ReadAllBytesAsync(Path.Combine(Log, "checkpoint"), Token)), PublicKey, Log));

        var proof = await JudgeAsync("prove", Log, PublicKey.ToString(), index.ToString(CultureInfo.InvariantCulture));
        var tree = await JudgeAsync("tree", Log, PublicKey.ToString(), Math.Max(1, index).ToString(CultureInfo.InvariantCulture), (await reader.ReadRootAsync(Math.Max(1, index), Token)).ToBase64());

        Assert.Equal([TreeHash.OfLeaf(Entry(index).Span).ToBase64(), .. (await reader.ProveInclusionAsync(index, Token)).Select(hash => hash.ToBase64())], proof);
        Assert.Equal((await reader.ProveConsistencyAsync(Math.Max(1, index), Token)).Select(hash => hash.ToBase64()), tree);
    }

    [Fact]
    public async Task Notes_of_the_Go_project_are_read_and_ours_are_read_by_it()
    {
        var text = $"{Origin}\n0\n{TreeHash.OfEmptyTree}\n";
        var goKey = $"PRIVATE+KEY+{Origin}+{PublicKey.KeyId:x8}+{Convert.ToBase64String([1, .. Enumerable.Repeat((byte)5, 32)])}";
        await File.WriteAllTextAsync(directory.Combine("key"), goKey, Token);
        await File.WriteAllTextAsync(directory.Combine("text"), text, Token);
        await File.WriteAllBytesAsync(directory.Combine("ours"), (await Signer().SignNoteAsync(Encoding.UTF8.GetBytes(text), Token)).Bytes.ToArray(), Token);
        var judge = PeerProgram.Require("tlog");

        var signed = await ProgramRun.SucceedsAsync("sh", ["-c", "\"$1\" sign key < text", "sh", judge], directory.Path);
        var opened = await ProgramRun.SucceedsAsync("sh", ["-c", "\"$1\" open \"$2\" < ours", "sh", judge, PublicKey.ToString()], directory.Path);

        Assert.Equal(NoteVerdict.Signed, PublicKey.Check(SignedNote.Parse(Encoding.UTF8.GetBytes(signed.Output))).Verdict);
        Assert.Equal(text, opened.Output);
        Assert.Equal(signed.Output, await File.ReadAllTextAsync(directory.Combine("ours"), Token));
    }

    [Fact]
    public async Task Log_written_by_Tessera_passes_our_audit()
    {
        var run = await JudgeAsync("append", Log, "700", "32");
        var vkey = System.Text.Json.JsonDocument.Parse(run[0]).RootElement.GetProperty("vkey").GetString()!;
        var theirs = Checkpoint.Open(SignedNote.Parse(await File.ReadAllBytesAsync(Path.Combine(Log, "checkpoint"), Token)), NoteKey.Parse(vkey), Log);

        var audited = await LogAudit.RunAsync(new DirectoryResources(Log), theirs, null, null, Token);

        Assert.Equal((700, 700L * 32), ((int)audited.Size, audited.EntryBytes));
    }

    private static ReadOnlyMemory<byte> Entry(int index) => Encoding.ASCII.GetBytes($"entry {index}");

    private NoteSigner Signer() => new(PublicKey, key, TimeProvider.System);

    private async Task FillAsync(int size)
    {
        PeerProgram.Require("tlog");
        using var log = await TiledLog.CreateAsync(Log, Signer(), LogPublication.AtOnce, Token);
        for (var start = 0; start < size; start += 8000)
            await log.AppendAsync([.. Enumerable.Range(start, Math.Min(8000, size - start)).Select(Entry)], Token);
    }

    private async Task<int> FsckAsync() => (await ProgramRun.OfAsync(PeerProgram.Require("tlog"), ["fsck", Log, PublicKey.ToString(), Origin])).ExitStatus;

    private static async Task<string[]> JudgeAsync(params string[] arguments) =>
        (await ProgramRun.SucceedsAsync(PeerProgram.Require("tlog"), arguments)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Files that the current checkpoint names: partial tiles of older trees are nobody's business.
    private List<string> Files(int most)
    {
        var size = Checkpoint.Open(SignedNote.Parse(File.ReadAllBytes(Path.Combine(Log, "checkpoint"))), PublicKey, Log).Size;
        List<string> names = [];
        for (var level = 0; size >> (8 * level) > 0; level++)
            for (var index = 0L; TilePath.WidthOf(level, index, size) is var width and > 0; index++) names.Add(TilePath.OfTile(level, index, width));
        for (var index = 0L; TilePath.WidthOf(0, index, size) is var width and > 0; index++) names.Add(TilePath.OfEntries(index, width));
        var step = Math.Max(1, names.Count / most);
        return names.Where((name, at) => at % step == 0 || name.StartsWith("tile/1", StringComparison.Ordinal) || name.StartsWith("tile/2", StringComparison.Ordinal)).Select(name => Path.Combine(Log, name)).ToList();
    }
}
