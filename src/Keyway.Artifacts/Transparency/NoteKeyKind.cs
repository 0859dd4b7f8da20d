// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>How a key signs notes; the numbers are the signature types of c2sp.org/signed-note and c2sp.org/tlog-cosignature.</summary>
public enum NoteKeyKind
{
    /// <summary>Ed25519 over the text.</summary>
    Ed25519 = 1,

    /// <summary>ECDSA with SHA-256 over the text, whatever the curve; the key ID is the start of the key's SHA-256 fingerprint. Rekor v1 signs so.</summary>
    Ecdsa = 2,

    /// <summary>A witness's statement with a time: Ed25519 over <c>cosignature/v1</c>, the time and the checkpoint.</summary>
    Ed25519Cosignature = 4,

    /// <summary>A log's or witness's statement with a time: ML-DSA-44 over the tree head and both names.</summary>
    MlDsa44Cosignature = 6,
}
