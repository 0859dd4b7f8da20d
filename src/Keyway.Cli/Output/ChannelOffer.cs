// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>A package that a channel names.</summary>
internal sealed record ChannelOffer(string Package, string Version, string Index, bool Exists, bool Allowed, bool Revoked);
