// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway version tag --json</c> prints.</summary>
internal sealed record VersionTag(string Version, string Tag);
