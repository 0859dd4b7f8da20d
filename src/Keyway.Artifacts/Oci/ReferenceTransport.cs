// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Oci;

/// <summary>Where an <see cref="ArtifactReference"/> points.</summary>
public enum ReferenceTransport
{
    /// <summary>A repository on a registry: <c>registry.example/gpu/driver:tag</c>.</summary>
    Registry,

    /// <summary>An image-layout directory: <c>oci:out:tag</c>.</summary>
    Layout,

    /// <summary>An image layout in one tar file: <c>oci-archive:out.tar:tag</c>.</summary>
    Archive,
}
