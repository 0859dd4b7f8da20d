// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>One signature line of a note: who claims to have signed, which of the keys, and the signature's bytes. Nothing is verified yet.</summary>
/// <param name="Name">The key name.</param>
/// <param name="KeyId">The key ID: with the name it says which key and algorithm.</param>
/// <param name="Signature">The bytes after the key ID.</param>
public readonly record struct NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature);
