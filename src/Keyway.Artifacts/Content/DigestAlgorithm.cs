// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>The hash algorithms an OCI digest may name here. Spec: OCI image 1.1 §"Registered algorithms".</summary>
public enum DigestAlgorithm
{
    /// <summary>SHA-256, what Keyway writes.</summary>
    Sha256,

    /// <summary>SHA-512, read only.</summary>
    Sha512,
}
