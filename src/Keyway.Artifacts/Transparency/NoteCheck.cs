// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>The outcome of looking for one key's signature in a note.</summary>
/// <param name="Verdict">Whether the key signed it.</param>
/// <param name="Time">When a cosigner says it did so; null for other signatures and for a cosignature that claims no time.</param>
public readonly record struct NoteCheck(NoteVerdict Verdict, DateTimeOffset? Time);
