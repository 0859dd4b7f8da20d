// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>The media types that say "this is a Sigstore bundle": artifact type of the manifest and media type of its only layer. Spec: Sigstore bundle format §"Media type".</summary>
public static class BundleMediaType
{
    /// <summary>What is written.</summary>
    public const string Current = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>True for every version that is read.</summary>
    public static bool IsBundle(string? mediaType) => mediaType is Current
        or "application/vnd.dev.sigstore.bundle+json;version=0.1"
        or "application/vnd.dev.sigstore.bundle+json;version=0.2"
        or "application/vnd.dev.sigstore.bundle+json;version=0.3";

    /// <summary>
    /// True for a listed type that says nothing about the manifest: none, or the media type of an empty config. cosign 3 writes the latter into the referrers tag
    /// of registries without the referrers API, whatever the manifest's own artifact type is.
    /// </summary>
    public static bool IsUninformative(string? listed) => listed is null or "" or MediaTypes.Empty or MediaTypes.ImageConfig;
}
