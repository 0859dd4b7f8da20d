// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Transparency;
using Keyway.Channels;
using Keyway.Tests.Artifacts.Transparency;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Threats;

/// <summary>A channel whose documents are of another time, for another question or of another release, and a log without its witness: refused on record.</summary>
public sealed class AuditedChannelTests : IDisposable
{
    private readonly AuditedScene scene = new();

    [Fact]
    public async Task Package_that_the_director_does_not_name_with_this_host_is_refused_on_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");

        await scene.RefusedByHostAsync("KW2403", "install", await scene.InstallAsync("oci:repo:2.3.1", "--channel"));
    }

    [Fact]
    public async Task Answer_to_another_question_is_refused_on_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");
        await scene.DoneAsync("channel", "ask", "--root", scene.Host.Root);

        await scene.RefusedByHostAsync("KW2403", "install", await scene.InstallAsync("oci:repo:2.3.0", "--channel"));
    }

    [Fact]
    public async Task Answer_for_another_host_is_refused_on_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");
        var answer = ChannelReader.Answer(Target("hosts", "node17"), "node17.json");
        await scene.ForgeAsync("hosts/node17.json", ChannelWriter.Write(answer with { Host = "node18" }));

        await scene.RefusedByHostAsync("KW2403", "install", await scene.InstallAsync("oci:repo:2.3.0", "--channel"));

        Assert.Equal([ChannelRule.AnswerHost], await RulesAsync());
        Assert.Null(scene.Host.Current);
    }

    [Fact]
    public async Task Mirror_that_serves_the_answer_for_another_host_is_refused_on_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");
        var own = File.ReadAllText(scene.Combine("request.json"));
        await File.WriteAllTextAsync(scene.Combine("other.json"), own.Replace("node17", "node18", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await scene.DoneAsync("channel", "answer", "channels", "other.json", "--key", "release.key", "--key", "online.key");
        var (mine, foreign) = (Target("hosts", "node17"), Target("hosts", "node18"));
        foreach (var file in FilesOf("hosts", "node17")) await File.WriteAllBytesAsync(file.FullName, foreign, TestContext.Current.CancellationToken);

        // What is longer than listed ends before its hash is known.
        await scene.RefusedByHostAsync(foreign.Length > mine.Length ? "KW2310" : "KW2305", "install", await scene.InstallAsync("oci:repo:2.3.0", "--channel"));

        Assert.Null(scene.Host.Current);
    }

    [Theory]
    [InlineData("2.4.0")]
    [InlineData("2.3.1")]
    public async Task Thief_of_the_online_key_who_names_what_was_not_published_offline_is_refused_on_record(string version)
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.1");
        await scene.DoneAsync("pack", RepositoryRoot.Combine("samples", "kw-link", version), "--output", "oci:evil", "--level", "2");
        await using var layout = LayoutDirectory.Open(scene.Combine("evil"), TimeProvider.System);
        var evil = (await layout.ResolveAsync(version, TestContext.Current.CancellationToken))!;
        var channel = ChannelReader.Channel(Target("channels/fra1", "stable"), "stable.json");
        await scene.ForgeAsync("channels/fra1/stable.json", ChannelWriter.Write(channel with { Images = [new() { Package = "kw-link", Version = version, Index = evil.Digest, Size = evil.Size }] }));

        await scene.RefusedByHostAsync("KW2403", "install", await scene.InstallAsync("oci:evil:" + version, "--channel"));

        Assert.Equal([ChannelRule.ImageRepository], await RulesAsync());
        Assert.Null(scene.Host.Current);
    }

    [Fact]
    public async Task Old_copy_of_the_director_is_refused_on_record()
    {
        await scene.JoinChannelAsync();
        await scene.OfferAsync("2.3.0");
        var old = Read();
        await scene.OfferAsync("2.3.1");
        await scene.DoneAsync("channel", "resolve", "--root", scene.Host.Root);
        foreach (var (path, content) in old) await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);

        await scene.RefusedByHostAsync("KW2303", "channel", ["channel", "resolve"]);
    }

    [Fact]
    public async Task Checkpoint_without_its_witness_is_refused_on_record()
    {
        var vkey = (await scene.DoneAsync("log", "init", "log", "--name", "log.example/drivers")).Output.Trim();
        await scene.DoneAsync("log", "append", "log", "one", "two");
        await scene.DoneAsync("log", "prove", "log", "1", "--output", "proof");
        await scene.DoneAsync("log", "verify", "proof", "two", "--vkey", vkey);
        await File.WriteAllTextAsync(scene.Combine("policy"), $"log {vkey}\nwitness north {NoteKey.OfWitness("north.example", LogDirectory.Key(21).PublicKey)}\nquorum north\n", TestContext.Current.CancellationToken);

        await scene.RefusedAsync("KW2525", "verify", "log", "verify", "proof", "two", "--policy", "policy");
    }

    public void Dispose() => scene.Dispose();

    private Dictionary<string, byte[]> Read() =>
        Directory.EnumerateFiles(scene.Combine("channels", "director", "metadata"), "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);

    // The rules that the record's words name.
    private async Task<IEnumerable<ChannelRule>> RulesAsync()
    {
        var words = await scene.LastReasonAsync();
        return Enum.GetValues<ChannelRule>().Where(rule => words.Contains(ChannelRules.Word(rule) + ": ", StringComparison.Ordinal));
    }

    // The newest is the one that the metadata names; it is there under each of its digests.
    private byte[] Target(string folder, string name) => File.ReadAllBytes(FilesOf(folder, name).OrderBy(file => file.LastWriteTimeUtc).Last().FullName);

    private FileInfo[] FilesOf(string folder, string name) => new DirectoryInfo(scene.Combine("channels", "director", "targets", folder)).GetFiles($"*{name}.json");
}
