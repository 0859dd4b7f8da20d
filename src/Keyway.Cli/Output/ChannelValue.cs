// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One value of a <see cref="ChannelChangeDocument"/>.</summary>
internal sealed record ChannelValue(string Name, string Value);
