// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Policy;

/// <summary>Who signed. The JSON member <c>kind</c> says which of the two it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(KeySigner), "key")]
[JsonDerivedType(typeof(CertificateSigner), "certificate")]
public abstract record Signatory
{
    // Closed: a key that policy names, or a certificate that a trusted authority gave to an identity.
    private protected Signatory()
    {
    }
}
