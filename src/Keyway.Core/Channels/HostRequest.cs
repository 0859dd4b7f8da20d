// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>What a host asks the director: who it is and a number nobody could guess, so that only an answer to this question is accepted. Spec: spec/channel §"Question and answer".</summary>
public sealed record HostRequest
{
    public required int SchemaVersion { get; init; }

    public required string Host { get; init; }

    public required string Site { get; init; }

    public required string Channel { get; init; }

    /// <summary>32 random bytes in hexadecimal.</summary>
    public required string Nonce { get; init; }
}
