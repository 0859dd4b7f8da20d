// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Channels;

/// <summary>The rules of spec/channel §"Decision", in their order.</summary>
public enum ChannelRule
{
    Clock,
    ChannelKnown,
    ChannelFresh,
    ChannelSequence,
    Answered,
    AnswerHost,
    AnswerNonce,
    AnswerFresh,
    AnswerChannel,
    Region,
    AnswerPackage,
    DirectorImage,
    ImageRepository,
    Revoked,
    Downgrade,
}
