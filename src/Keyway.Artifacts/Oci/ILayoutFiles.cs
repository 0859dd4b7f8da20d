// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Artifacts.Oci;

/// <summary>Where the files of an image layout are: in a directory or in a tar file.</summary>
internal interface ILayoutFiles
{
    Task<ImageIndex> ReadIndexAsync(CancellationToken cancellationToken);

    /// <summary>Size in bytes of a blob that is present, or null.</summary>
    long? SizeOf(Digest digest);

    /// <summary>Opens a blob that is present for one checked read.</summary>
    Stream OpenRead(Digest digest, long size);
}
