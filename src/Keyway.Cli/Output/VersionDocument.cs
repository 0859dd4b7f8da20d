// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway version parse --json</c> prints; members that the scheme has not are absent.</summary>
internal sealed record VersionDocument
{
    public required string Scheme { get; init; }

    public required string Version { get; init; }

    public string? Core { get; init; }

    public string? PreRelease { get; init; }

    public ImmutableArray<string>? Axes { get; init; }

    public string? Tag { get; init; }

    public string? SemVer { get; init; }

    public string? Base { get; init; }

    public string? Flavour { get; init; }
}
