// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>What a copy did, by pieces of content.</summary>
public sealed record GraphCopyResult
{
    /// <summary>Manifests and blobs that were transferred.</summary>
    public required int Copied { get; init; }

    /// <summary>Bytes that were transferred.</summary>
    public required long CopiedBytes { get; init; }

    /// <summary>Pieces that were there already, or below an index or manifest that was.</summary>
    public required int Skipped { get; init; }

    /// <summary>Pieces that the registry took from another of its repositories.</summary>
    public required int Mounted { get; init; }

    /// <summary>Referrers that came along.</summary>
    public required int Referrers { get; init; }

    /// <summary>Referrers of the root that the source has and that were not asked for: a signed artifact arrives without its signatures.</summary>
    public int LeftBehind { get; init; }
}
