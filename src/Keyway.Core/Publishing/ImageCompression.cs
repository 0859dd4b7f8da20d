// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Publishing;

/// <summary>How the layers of the container-image flavour are compressed.</summary>
public enum ImageCompression
{
    /// <summary>Every tool can read it.</summary>
    Gzip,

    /// <summary>The very blobs of the driver flavour, under another media type.</summary>
    Zstd,
}
