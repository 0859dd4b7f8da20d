// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Channels;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Channels;

/// <summary>The documents in spec/channel/vectors: the valid ones are what we write, the hostile ones are refused. The first word of a name says which document it is.</summary>
public sealed class ChannelVectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Digest One = Digest.Parse("sha256:" + new string('1', 64));
    private static readonly Digest Two = Digest.Parse("sha256:" + new string('2', 64));
    private static readonly Revocation Revoked = new() { Digest = One, Reason = "corrupts memory", Since = Now };
    private static readonly DowngradePermit Permit = new() { Sequence = 1, Hosts = ["node17"], From = Two, To = One, Expires = Now.AddDays(7), Reason = "fabric errors" };

    public static TheoryData<string> Hostile =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("spec", "channel", "vectors", "hostile")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Valid => ["channel", "answer", "request", "permits", "revoked", "host"];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_documents_are_what_we_write_and_read(string name)
    {
        var bytes = Written(name);

        Golden.Verify($"../../../spec/channel/vectors/valid/{name}.json", Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, Read(name, bytes));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_documents_are_refused(string name)
    {
        var bytes = File.ReadAllBytes(RepositoryRoot.Combine("spec", "channel", "vectors", "hostile", name));

        Assert.Equal("KW2400", Assert.Throws<KeywayException>(() => Read(name.Split('-')[0], bytes)).Code.Id);
    }

    private static byte[] Written(string name) => name switch
    {
        "channel" => ChannelWriter.Write(new ChannelDocument
        {
            SchemaVersion = 1,
            Channel = "stable",
            Site = "fra1",
            Region = "DE",
            Sequence = 5,
            Expires = Now.AddDays(30),
            Images = [new() { Package = "kw-link", Version = "2.3.1", Index = Two, Size = 1200 }],
        }),
        "answer" => ChannelWriter.Write(new HostAnswer { SchemaVersion = 1, Host = "node17", Nonce = new string('a', 64), Site = "fra1", Channel = "stable", Sequence = 5, Expires = Now.AddDays(1), Packages = ["kw-link"] }),
        "request" => ChannelWriter.Write(new HostRequest { SchemaVersion = 1, Host = "node17", Site = "fra1", Channel = "stable", Nonce = new string('a', 64) }),
        "permits" => ChannelWriter.Write(new PermitList { SchemaVersion = 1, Permits = [Permit] }),
        "revoked" => ChannelWriter.Write(new RevocationList { SchemaVersion = 1, Revoked = [Revoked] }),
        _ => ChannelWriter.Write(new HostChannel
        {
            SchemaVersion = 1,
            Host = "node17",
            Site = "fra1",
            Channel = "stable",
            Region = "DE",
            Source = "https://drivers.example/channels",
            Nonce = new string('a', 64),
            Sequence = 5,
            UsedPermit = 0,
            LastSeen = Now,
            Permits = [Permit],
            Revoked = [Revoked],
        }),
    };

    private static byte[] Read(string name, byte[] bytes) => name switch
    {
        "channel" => ChannelWriter.Write(ChannelReader.Channel(bytes, name)),
        "answer" => ChannelWriter.Write(ChannelReader.Answer(bytes, name)),
        "request" => ChannelWriter.Write(ChannelReader.Request(bytes, name)),
        "permits" => ChannelWriter.Write(ChannelReader.Permits(bytes, name)),
        "revoked" => ChannelWriter.Write(ChannelReader.Revoked(bytes, name)),
        _ => ChannelWriter.Write(ChannelReader.Host(bytes, name)),
    };
}
