// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One reason against a package.</summary>
internal sealed record ChannelObjection(string Rule, string Expected, string Found);
