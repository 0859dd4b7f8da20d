// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>Versions of the bundle format. 0.1 may hold a promise of inclusion without a proof; 0.2 and later must hold the proof; 0.3 holds one certificate instead of a chain.</summary>
public enum BundleVersion
{
    V01,
    V02,
    V03,
}
