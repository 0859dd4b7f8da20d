// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>One answer of <c>keyway version match</c>: yes, no or unknown, the last with a reason.</summary>
internal sealed record VersionMatch(string Version, string Answer, string? Reason);
