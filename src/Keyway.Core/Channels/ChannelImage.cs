// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Channels;

/// <summary>One package as a channel names it: name, version, and the digest and length of its image index. The image repository must say the same. Spec: spec/channel §"Agreement".</summary>
public sealed record ChannelImage
{
    public required string Package { get; init; }

    public required string Version { get; init; }

    /// <summary>Digest of the image index.</summary>
    public required Digest Index { get; init; }

    /// <summary>Length of the image index in bytes.</summary>
    public required long Size { get; init; }
}
