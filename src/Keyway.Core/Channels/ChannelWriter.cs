// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>Writes the documents: the same value gives the same bytes. Spec: spec/channel.</summary>
public static class ChannelWriter
{
    public static byte[] Write(ChannelDocument document) => ChannelJson.Write(document, ChannelJson.Default.ChannelDocument);

    public static byte[] Write(HostAnswer answer) => ChannelJson.Write(answer, ChannelJson.Default.HostAnswer);

    public static byte[] Write(HostRequest request) => ChannelJson.Write(request, ChannelJson.Default.HostRequest);

    public static byte[] Write(PermitList permits) => ChannelJson.Write(permits, ChannelJson.Default.PermitList);

    public static byte[] Write(RevocationList revoked) => ChannelJson.Write(revoked, ChannelJson.Default.RevocationList);

    public static byte[] Write(HostChannel host) => ChannelJson.Write(host, ChannelJson.Default.HostChannel);
}
