// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Provenance;

/// <summary>The predicate types this product writes or judges. A predicate type is compared exactly: no version of it stands in for another.</summary>
public static class PredicateTypes
{
    /// <summary>SLSA build provenance 1.x.</summary>
    public const string SlsaProvenance = "https://slsa.dev/provenance/v1";

    /// <summary>SLSA verification summary 1.x.</summary>
    public const string VerificationSummary = "https://slsa.dev/verification_summary/v1";

    /// <summary>in-toto test result.</summary>
    public const string TestResult = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>SPDX document of any version.</summary>
    public const string Spdx = "https://spdx.dev/Document";

    /// <summary>SPDX 2.3, as some tools name it.</summary>
    public const string Spdx23 = "https://spdx.dev/Document/v2.3";

    /// <summary>SPDX 3.</summary>
    public const string Spdx3 = "https://spdx.dev/Document/v3";

    /// <summary>CycloneDX BOM of any version.</summary>
    public const string CycloneDx = "https://cyclonedx.org/bom";

    /// <summary>What cosign 3 signs in place of a bare message: a signature, not an attestation.</summary>
    public const string CosignSign = "https://sigstore.dev/cosign/sign/v1";
}
