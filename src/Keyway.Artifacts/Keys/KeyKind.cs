// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>Kinds of public key that Sigstore, TUF and signed notes use. A kind fixes the curve or parameter set; RSA has a size besides.</summary>
public enum KeyKind
{
    EcdsaP256,
    EcdsaP384,
    EcdsaP521,
    Rsa,
    Ed25519,
    MlDsa44,
    MlDsa65,
    MlDsa87,
}
