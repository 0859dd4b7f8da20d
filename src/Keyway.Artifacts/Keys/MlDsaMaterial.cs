// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Keyway.Artifacts.Keys;

/// <summary>An ML-DSA key (FIPS 204, pure mode, empty context); exists only where the system's libcrypto knows the algorithm.</summary>
internal sealed class MlDsaMaterial(MLDsa key) : KeyMaterial
{
    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, SignatureScheme scheme) =>
        signature.Length == key.Algorithm.SignatureSizeInBytes && key.VerifyData(message, signature, []);

    public static MLDsaAlgorithm AlgorithmOf(KeyKind kind) => kind switch
    {
        KeyKind.MlDsa44 => MLDsaAlgorithm.MLDsa44,
        KeyKind.MlDsa65 => MLDsaAlgorithm.MLDsa65,
        _ => MLDsaAlgorithm.MLDsa87,
    };
}
