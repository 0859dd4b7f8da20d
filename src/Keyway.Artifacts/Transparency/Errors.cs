// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>Refusals of this folder: KW2500 to KW2569.</summary>
internal static class Errors
{
    public static readonly ErrorCode BadNoteCode = new("KW2501", ErrorKind.VerificationRefused, "not a signed note");
    public static readonly ErrorCode BadCheckpointCode = new("KW2502", ErrorKind.VerificationRefused, "not a checkpoint");

    public static KeywayException BadNote(string reason) => KeywayException.Of(
        BadNoteCode,
        $"this is not a signed note (c2sp.org/signed-note): {reason}",
        "get the note again from the log; nothing in it can be believed");

    public static KeywayException BadCheckpoint(string reason) => KeywayException.Of(
        BadCheckpointCode,
        $"this note is not a checkpoint (c2sp.org/tlog-checkpoint): {reason}",
        "get the checkpoint again from the log; nothing in it can be believed");
}
