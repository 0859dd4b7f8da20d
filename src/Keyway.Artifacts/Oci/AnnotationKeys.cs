// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>The annotation keys that are read or written here. Spec: OCI image 1.1 §"Pre-Defined Annotation Keys".</summary>
public static class AnnotationKeys
{
    public const string Title = "org.opencontainers.image.title";
    public const string Version = "org.opencontainers.image.version";
    public const string Created = "org.opencontainers.image.created";

    /// <summary>The tag of an entry in a layout's <c>index.json</c>.</summary>
    public const string RefName = "org.opencontainers.image.ref.name";
}
