// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>The media types of the OCI and Docker formats that are read or written here.</summary>
public static class MediaTypes
{
    public const string ImageIndex = "application/vnd.oci.image.index.v1+json";
    public const string ImageManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string ImageConfig = "application/vnd.oci.image.config.v1+json";
    public const string ImageLayerTarGzip = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string ImageLayerTarZstd = "application/vnd.oci.image.layer.v1.tar+zstd";
    public const string Empty = "application/vnd.oci.empty.v1+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerImageConfig = "application/vnd.docker.container.image.v1+json";
    public const string OctetStream = "application/octet-stream";

    /// <summary>True for what a registry serves under <c>/manifests/</c>; everything else is a blob.</summary>
    public static bool IsManifest(string mediaType) => IsIndex(mediaType) || mediaType is ImageManifest or DockerManifest;

    /// <summary>True for a list of manifests.</summary>
    public static bool IsIndex(string mediaType) => mediaType is ImageIndex or DockerManifestList;
}
