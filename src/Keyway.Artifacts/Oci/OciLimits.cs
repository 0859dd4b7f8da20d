// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>What is accepted at most from a repository; everything is checked before memory is reserved.</summary>
public static class OciLimits
{
    /// <summary>Bytes of a manifest or index: what registries accept by convention (distribution 1.1 §"Pushing manifests" names 4 MiB).</summary>
    public const int ManifestSize = 4 << 20;

    /// <summary>Bytes of a layout's own <c>index.json</c>, which may list the tags of years.</summary>
    public const int LayoutIndexSize = 16 << 20;

    /// <summary>How deep indexes may be nested.</summary>
    public const int IndexDepth = 8;

    /// <summary>Bytes that are read of an error's body.</summary>
    internal const int ErrorSize = 64 << 10;

    /// <summary>Bytes of one page of tags or of a token answer.</summary>
    internal const int PageSize = 4 << 20;

    /// <summary>Pages of a tag or referrer list.</summary>
    internal const int Pages = 1000;

    /// <summary>Entries of a tag or referrer list.</summary>
    internal const int ListEntries = 100_000;
}
