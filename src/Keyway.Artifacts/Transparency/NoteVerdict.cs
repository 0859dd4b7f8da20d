// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>What a note shows about one key.</summary>
public enum NoteVerdict
{
    /// <summary>No signature line names this key: nothing is shown, either way.</summary>
    Absent,

    /// <summary>A signature line names this key but does not verify: the whole note is to be refused.</summary>
    Wrong,

    /// <summary>This key signed the text.</summary>
    Signed,
}
