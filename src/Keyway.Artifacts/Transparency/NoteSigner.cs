// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Transparency;

/// <summary>Signs notes in a name: as a log, or as a witness with the time of a clock. Thread safe when the key is.</summary>
/// <param name="key">The public half with its name.</param>
/// <param name="signingKey">The private half.</param>
/// <param name="time">Gives the time of cosignatures.</param>
public sealed class NoteSigner(NoteKey key, ISigningKey signingKey, TimeProvider time)
{
    /// <summary>The public half with its name.</summary>
    public NoteKey Key { get; } = Matching(key, signingKey);

    /// <summary>The signature line for a text, which of cosigners must be a checkpoint.</summary>
    /// <exception cref="KeywayException">KW2502: a cosigner signs only checkpoints; what the key throws when it cannot be used.</exception>
    public async Task<NoteSignature> SignAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        if (Key.Kind is NoteKeyKind.Ed25519 or NoteKeyKind.Ecdsa) return await SignMessageAsync(text, [], cancellationToken);
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        var message = CosignedMessage.For(Key, text.Span, (ulong)seconds) ?? throw Errors.BadCheckpoint("it cannot be cosigned");
        var stamp = new byte[CosignedMessage.TimestampLength];
        BinaryPrimitives.WriteInt64BigEndian(stamp, seconds);
        return await SignMessageAsync(message, stamp, cancellationToken);
    }

    /// <summary>A note with this signature alone.</summary>
    /// <exception cref="KeywayException">As for <see cref="SignAsync"/>.</exception>
    public async Task<SignedNote> SignNoteAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var line = SignedNote.FormatLine(await SignAsync(text, cancellationToken));
        return SignedNote.Parse((byte[])[.. text.Span, (byte)'\n', .. line]);
    }

    private async Task<NoteSignature> SignMessageAsync(ReadOnlyMemory<byte> message, byte[] stamp, CancellationToken cancellationToken) =>
        new(Key.Name, Key.KeyId, (byte[])[.. stamp, .. await signingKey.SignAsync(message, cancellationToken)]);

    private static NoteKey Matching(NoteKey key, ISigningKey signingKey)
    {
        if (key.PublicKey.Fingerprint != signingKey.PublicKey.Fingerprint) throw Errors.OtherKey(key, signingKey.PublicKey);
        return key.Scheme == signingKey.Scheme ? key : throw Errors.BadNoteKey($"it signs with {signingKey.Scheme}, notes need {key.Scheme}");
    }
}
