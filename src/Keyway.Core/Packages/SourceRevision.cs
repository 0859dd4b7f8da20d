// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>Where the source of a build is.</summary>
public sealed record SourceRevision
{
    /// <summary>Address of the repository.</summary>
    public required string Repository { get; init; }

    /// <summary>Commit or another immutable name of the revision.</summary>
    public required string Revision { get; init; }
}
