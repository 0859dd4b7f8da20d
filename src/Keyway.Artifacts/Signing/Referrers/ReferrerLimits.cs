// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>
/// What is looked at, at most, for one manifest. Anybody who may push to a repository can attach thousands of manifests to a package, so these bounds are what
/// keeps an install from being stopped or starved of memory; what lies beyond them is reported as not looked at.
/// </summary>
public static class ReferrerLimits
{
    /// <summary>Referrers whose manifests are opened.</summary>
    public const int Opened = 512;

    /// <summary>Bundles that are read and tried.</summary>
    public const int Bundles = 128;

    /// <summary>Bytes of a manifest that carries a bundle; real ones have less than 2 KiB.</summary>
    public const int ManifestSize = 64 << 10;

    /// <summary>Bytes of one bundle. An attestation carries its predicate, and an SBOM of many files has some MiB.</summary>
    public const int BundleSize = 32 << 20;

    /// <summary>Manifests opened at once.</summary>
    internal const int Concurrency = 8;
}
