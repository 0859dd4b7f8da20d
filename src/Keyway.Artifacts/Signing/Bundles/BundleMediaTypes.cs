// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>The media types of Sigstore bundles.</summary>
public static class BundleMediaTypes
{
    /// <summary>What we write, and what cosign gives referrers as <c>artifactType</c> and layer type.</summary>
    public const string Current = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>The version that a media type names, or null for one that no bundle has.</summary>
    public static BundleVersion? VersionOf(string mediaType) => mediaType switch
    {
        "application/vnd.dev.sigstore.bundle+json;version=0.1" => BundleVersion.V01,
        "application/vnd.dev.sigstore.bundle+json;version=0.2" => BundleVersion.V02,
        "application/vnd.dev.sigstore.bundle+json;version=0.3" or Current => BundleVersion.V03,
        _ => null,
    };
}
