// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;
using Keyway.Artifacts.Transparency;

namespace Keyway.Audit;

/// <summary>The key that signs a trail's checkpoints, with the log's name, which the key decides: no two trails have the same.</summary>
internal sealed class AuditKey : IDisposable
{
    private readonly SoftwareKey? owned;

    private AuditKey(ISigningKey key, SoftwareKey? owned)
    {
        this.owned = owned;
        Private = key;
        Public = NoteKey.OfLog($"keyway-audit/{key.PublicKey.Fingerprint.Hex[..16]}", key.PublicKey);
    }

    public ISigningKey Private { get; }

    public NoteKey Public { get; }

    /// <summary>The host's key, or the trail's own, which is made with the trail. Never made for a log that exists: that would end it.</summary>
    public static async Task<AuditKey> LoadAsync(string directory, ISigningKey? hostKey, CancellationToken cancellationToken)
    {
        if (hostKey is not null) return new AuditKey(hostKey, null);
        var path = AuditFiles.Key(directory);
        if (!File.Exists(path) && LogFolder.Exists(AuditFiles.Log(directory))) throw Errors.TrailKeyMissing(path);
        if (!File.Exists(path)) await MakeAsync(path, cancellationToken);
        var key = PrivateKeyFile.Read(path, () => null);
        return new AuditKey(key, key);
    }

    public void Dispose() => owned?.Dispose();

    private static async Task MakeAsync(string path, CancellationToken cancellationToken)
    {
        using var key = SoftwareKey.Generate(KeyKind.Ed25519);
        await PrivateKeyFile.WriteAsync(path, PrivateKeyPem.Write(key, null), cancellationToken);
    }
}
