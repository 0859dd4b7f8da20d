// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>What kind of claim is wanted. An attestation says something about an artifact; only a signature says that its signer stands for it.</summary>
public enum ExpectedContent
{
    /// <summary>A signature over the artifact: messageSignature, or the statement that cosign 3 signs in place of one.</summary>
    Signature,

    /// <summary>An in-toto statement with a predicate, the kinds of which <see cref="VerificationPolicy.PredicateTypes"/> may name.</summary>
    Attestation,

    /// <summary>Either; what it is stands in the result.</summary>
    Any,
}
