// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>How a graph is copied.</summary>
public sealed record GraphCopyOptions
{
    /// <summary>True to copy what refers to the copied manifests too: signatures, SBOMs, attestations, and what refers to those.</summary>
    public bool IncludesReferrers { get; init; }

    /// <summary>How many blobs are on their way at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Gets the news; called from several threads.</summary>
    public Action<CopyEvent>? Progress { get; init; }
}
