// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Channels;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Channels;

/// <summary>Operator and host over real TUF repositories in a directory.</summary>
public sealed class ChannelMemberTests : IDisposable
{
    private static readonly HostRequest Identity = new() { SchemaVersion = 1, Host = "node17", Site = "fra1", Channel = "stable", Nonce = "" };
    private static readonly byte[] IndexOne = "index one"u8.ToArray();
    private static readonly byte[] IndexTwo = "index two!"u8.ToArray();

    private readonly TemporaryDirectory directory = new();
    private readonly MovingTime time = new();
    private readonly SoftwareKey offline = SoftwareKey.Generate(KeyKind.Ed25519);
    private readonly SoftwareKey online = SoftwareKey.Generate(KeyKind.Ed25519);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Repositories => directory.Combine("repositories");

    private ChannelPublisher Publisher => new(Repositories, [offline, online], time);

    private ChannelMember Member => new(directory.Combine("host"), time);

    [Fact]
    public async Task Published_promoted_and_answered_package_is_admitted()
    {
        await PrepareAsync();

        var view = await UpdateAsync();

        Assert.Empty(Judge(view, IndexTwo, "2.0.0").Reasons);
        Assert.Equal((1L, time.Now), (Member.Host.Sequence, Member.Host.LastSeen));
    }

    [Fact]
    public async Task Thief_of_the_online_key_can_give_no_host_what_was_not_published_offline()
    {
        await PrepareAsync();
        ChannelPublisher thief = new(Repositories, [online], time);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => thief.PublishAsync("driver", "6.6.6", "evil"u8.ToArray(), Token));

        Assert.Equal("KW2337", refusal.Code.Id);
    }

    [Fact]
    public async Task Answer_to_a_former_question_is_refused()
    {
        await PrepareAsync();
        await Member.AskAsync(Token);

        Assert.Equal([ChannelRule.AnswerNonce], Judge(await UpdateAsync(), IndexTwo, "2.0.0").Reasons.Select(reason => reason.Rule));
    }

    [Fact]
    public async Task Old_copy_of_the_director_is_refused()
    {
        await PrepareAsync();
        await ProgramCopyAsync(Repositories, directory.Combine("old"));
        await Publisher.RenewAsync(Token);
        await UpdateAsync();

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => UpdateAsync(directory.Combine("old")));

        Assert.Equal(ErrorKind.VerificationRefused, refusal.Code.Kind);
        Assert.StartsWith("KW23", refusal.Code.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequence_that_went_back_under_valid_signatures_is_refused()
    {
        await PrepareAsync();
        await PromoteAsync("2.0.0");
        await UpdateAsync();
        var path = ChannelPaths.OfChannel("fra1", "stable");
        var back = (await UpdateAsync()).Channel! with { Sequence = 1 };
        await ResignAsync(ChannelPaths.Director, path, ChannelWriter.Write(back));

        Assert.Contains(Judge(await UpdateAsync(), IndexTwo, "2.0.0").Reasons, reason => reason.Rule == ChannelRule.ChannelSequence);
        Assert.Equal(2, Member.Host.Sequence);
    }

    [Fact]
    public async Task Clock_set_back_after_an_update_is_refused()
    {
        await PrepareAsync();
        await UpdateAsync();
        time.Now = time.Now.AddHours(-2);

        Assert.Equal("KW2317", (await Assert.ThrowsAsync<KeywayException>(() => UpdateAsync())).Code.Id);
    }

    [Fact]
    public async Task Expired_channel_is_refused_although_its_metadata_is_fresh()
    {
        await PrepareAsync();
        time.Now = time.Now.AddDays(5);
        await Publisher.RenewAsync(Token);

        Assert.Equal([ChannelRule.ChannelFresh, ChannelRule.AnswerFresh], Judge(await UpdateAsync(), IndexTwo, "2.0.0").Reasons.Select(reason => reason.Rule));
    }

    [Theory]
    [InlineData(ChannelPaths.Images)]
    [InlineData(ChannelPaths.Director)]
    public async Task Revocation_in_either_repository_is_never_forgotten(string folder)
    {
        await PrepareAsync();
        await Publisher.RevokeAsync(folder, Digest.OfBytes(IndexTwo), "corrupts memory", Token);
        Assert.Equal([ChannelRule.Revoked], Judge(await UpdateAsync(), IndexTwo, "2.0.0").Reasons.Select(reason => reason.Rule));
        await ResignAsync(folder, ChannelPaths.Revoked, ChannelWriter.Write(new RevocationList { SchemaVersion = 1, Revoked = [] }));

        Assert.Equal([ChannelRule.Revoked], Judge(await UpdateAsync(), IndexTwo, "2.0.0").Reasons.Select(reason => reason.Rule));
    }

    [Fact]
    public async Task Permit_reaches_the_host_it_names_and_serves_once()
    {
        await PrepareAsync();
        ChannelPackage one = new("driver", "1.0.0", Digest.OfBytes(IndexOne)), two = new("driver", "2.0.0", Digest.OfBytes(IndexTwo));
        await Publisher.PermitAsync(["node18"], two.Index, one.Index, "another host", time.Now.AddDays(1), Token);
        await UpdateAsync();
        Assert.False(ChannelDecision.Switch(Member.Host, one, two, time.Now).IsAdmitted);
        await Publisher.PermitAsync(["node17"], two.Index, one.Index, "fabric errors", time.Now.AddDays(1), Token);
        await UpdateAsync();

        var first = ChannelDecision.Switch(Member.Host, one, two, time.Now);
        await Member.UsePermitAsync(first.Permit, Token);
        await UpdateAsync();

        Assert.Equal((true, 2L), (first.IsAdmitted, first.Permit));
        Assert.False(ChannelDecision.Switch(Member.Host, one, two, time.Now).IsAdmitted);
    }

    [Fact]
    public async Task Numbers_of_permits_grow_even_when_all_have_ended()
    {
        await PrepareAsync();
        await Publisher.PermitAsync(["node17"], Digest.OfBytes(IndexTwo), Digest.OfBytes(IndexOne), "r", time.Now.AddDays(1), Token);
        time.Now = time.Now.AddDays(2);

        Assert.Equal(2, (await Publisher.PermitAsync(["node17"], Digest.OfBytes(IndexTwo), Digest.OfBytes(IndexOne), "r", time.Now.AddDays(1), Token)).Sequence);
    }

    [Fact]
    public async Task Operator_is_stopped_at_what_cannot_be()
    {
        await PrepareAsync();

        await RefusedAsync("KW2408", () => Publisher.PublishAsync("driver", "2.0.0", "other"u8.ToArray(), Token));
        await RefusedAsync("KW2407", () => PromoteAsync("9.9.9"));
        await RefusedAsync("KW2406", () => Publisher.AnswerAsync(Identity with { Channel = "lts" }, [], time.Now.AddDays(1), Token));
        await RefusedAsync("KW2401", () => Publisher.AnswerAsync(Identity with { Host = "../x" }, [], time.Now.AddDays(1), Token));
        await RefusedAsync("KW2410", () => Publisher.PermitAsync(["node17"], Digest.OfBytes(IndexTwo), Digest.OfBytes(IndexOne), "r", time.Now, Token));
    }

    [Fact]
    public async Task Host_joins_once_and_asks_only_as_a_member()
    {
        await RefusedAsync("KW2402", () => Member.AskAsync(Token));
        await PrepareAsync();

        await RefusedAsync("KW2409", JoinAsync);
    }

    [Fact]
    public async Task Update_forgets_nothing_that_another_program_remembered_meanwhile()
    {
        await PrepareAsync();
        HostRequest? asked = null;

        await Member.UpdateAsync(
            folder =>
            {
                if (folder == ChannelPaths.Director) asked = Member.AskAsync(Token).GetAwaiter().GetResult();
                if (folder == ChannelPaths.Director) Member.UsePermitAsync(7, Token).GetAwaiter().GetResult();
                return new DirectoryTufSource(Path.Combine(Repositories, folder));
            },
            [],
            Token);

        Assert.Equal((7L, asked!.Nonce), (Member.Host.UsedPermit, Member.Host.Nonce));
    }

    [Fact]
    public async Task State_that_is_gone_is_no_way_out_of_the_channel_but_joining_again_is_possible()
    {
        await PrepareAsync();
        File.Delete(Path.Combine(HostChannelFile.DirectoryOf(directory.Combine("host")), HostChannelFile.Name));

        Assert.Equal("KW2400", Assert.Throws<KeywayException>(() => HostChannelFile.TryRead(directory.Combine("host"))).Code.Id);
        await JoinAsync();

        Assert.Equal("node17", Member.Host.Host);
    }

    [Fact]
    public async Task Bad_name_leaves_no_trusted_root()
    {
        await ChannelPublisher.CreateAsync(Repositories, offline, online, time, Token);

        await RefusedAsync("KW2401", () => Member.JoinAsync(Identity with { Host = "../x" }, null, Repositories, RootOf(ChannelPaths.Images), RootOf(ChannelPaths.Director), Token));

        Assert.Null(HostChannelFile.TryRead(directory.Combine("host")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"schemaVersion":1,"permits":[null]}""")]
    [InlineData("""{"schemaVersion":2,"permits":[]}""")]
    [InlineData("""{"schemaVersion":1,"permits":[],"more":1}""")]
    [InlineData("""{"schemaVersion":1,"permits":[],"permits":[]}""")]
    public void Document_that_is_not_exactly_the_form_is_refused(string json) =>
        Assert.Equal("KW2400", Assert.Throws<KeywayException>(() => ChannelReader.Permits(Encoding.UTF8.GetBytes(json), "permits.json")).Code.Id);

    public void Dispose()
    {
        offline.Dispose();
        online.Dispose();
        directory.Dispose();
    }

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<KeywayException>(act)).Code.Id);

    private static Task ProgramCopyAsync(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Task.CompletedTask;
    }

    private async Task PrepareAsync()
    {
        await ChannelPublisher.CreateAsync(Repositories, offline, online, time, Token);
        await Publisher.PublishAsync("driver", "1.0.0", IndexOne, Token);
        await Publisher.PublishAsync("driver", "2.0.0", IndexTwo, Token);
        await PromoteAsync("2.0.0");
        await JoinAsync();
        await Publisher.AnswerAsync(await Member.AskAsync(Token), [], time.Now.AddDays(1), Token);
    }

    private Task<HostChannel> JoinAsync() => Member.JoinAsync(Identity, null, Repositories, RootOf(ChannelPaths.Images), RootOf(ChannelPaths.Director), Token);

    private byte[] RootOf(string folder) => File.ReadAllBytes(Path.Combine(Repositories, folder, "metadata", "1.root.json"));

    private Task<ChannelDocument> PromoteAsync(string version) => Publisher.PromoteAsync("fra1", "stable", null, [("driver", version)], time.Now.AddDays(3), Token);

    private Task<ChannelView> UpdateAsync(string? source = null) => Member.UpdateAsync(folder => new DirectoryTufSource(Path.Combine(source ?? Repositories, folder)), [], Token);

    private ChannelVerdict Judge(ChannelView view, byte[] index, string version) =>
        ChannelDecision.Install(view, Member.Host, new ChannelPackage("driver", version, Digest.OfBytes(index)) { Size = index.Length }, null, time.Now);

    // What a thief of the keys could do.
    private async Task ResignAsync(string folder, string path, byte[] content)
    {
        var repository = TufRepository.Open(Path.Combine(Repositories, folder), new RoleLifetimes(), time);
        await repository.AddTargetAsync("targets", path, content, null, Token);
        await repository.SignAsync([offline, online], Token);
        await repository.PublishAsync([online], Token);
    }
}
