// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>The annotation keys that are read or written here. Spec: OCI image 1.1 §"Pre-Defined Annotation Keys".</summary>
public static class AnnotationKeys
{
    public const string Created = "org.opencontainers.image.created";
    public const string Description = "org.opencontainers.image.description";
    public const string Licenses = "org.opencontainers.image.licenses";
    public const string Revision = "org.opencontainers.image.revision";
    public const string Source = "org.opencontainers.image.source";
    public const string Title = "org.opencontainers.image.title";
    public const string Url = "org.opencontainers.image.url";
    public const string Vendor = "org.opencontainers.image.vendor";
    public const string Version = "org.opencontainers.image.version";

    /// <summary>The tag of an entry in a layout's <c>index.json</c>.</summary>
    public const string RefName = "org.opencontainers.image.ref.name";
}
