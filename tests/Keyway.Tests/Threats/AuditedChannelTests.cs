// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Transparency;
using Keyway.Tests.Artifacts.Transparency;

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
}
