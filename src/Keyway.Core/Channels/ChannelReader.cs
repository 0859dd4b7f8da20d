// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>Reads each document of a channel; the bytes were verified before. Spec: spec/channel.</summary>
public static class ChannelReader
{
    public static ChannelDocument Channel(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.ChannelDocument, value => value.SchemaVersion, source);

    public static HostAnswer Answer(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.HostAnswer, value => value.SchemaVersion, source);

    public static HostRequest Request(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.HostRequest, value => value.SchemaVersion, source);

    public static PermitList Permits(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.PermitList, value => value.SchemaVersion, source);

    public static RevocationList Revoked(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.RevocationList, value => value.SchemaVersion, source);

    public static HostChannel Host(ReadOnlySpan<byte> document, string source) => ChannelJson.Read(document, ChannelJson.Default.HostChannel, value => value.SchemaVersion, source);
}
