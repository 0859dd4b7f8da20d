// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Whose signatures a role needs, and how many (TUF section 4.3). Immutable.</summary>
/// <param name="Role">The role's name.</param>
/// <param name="Keys">Its keys by key id; those listed without a key object are left out and can sign nothing.</param>
/// <param name="KeyIds">All listed key ids.</param>
/// <param name="Threshold">How many keys must have signed.</param>
internal sealed record RoleKeys(string Role, IReadOnlyDictionary<string, TufKey> Keys, IReadOnlyList<string> KeyIds, long Threshold)
{
    public static RoleKeys Read(string role, MetadataMembers members, IReadOnlyDictionary<string, TufKey> keys)
    {
        List<string> ids = [.. members.Texts("keyids")];
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count) throw Errors.BadMetadata(members.File, $"the role {role} lists a key id twice");
        return new(role, ids.Where(keys.ContainsKey).ToDictionary(id => id, id => keys[id], StringComparer.Ordinal), ids, members.Count("threshold", 1));
    }

    /// <summary>How many different keys of this role signed the document. The same key under two key ids is one.</summary>
    public int SignersOf(SignedDocument document) => document.Signatures
        .Where(signature => Keys.TryGetValue(signature.Key, out var key) && key.Accepts(document.SignedBytes, signature.Value))
        .Select(signature => Keys[signature.Key].PublicKey!.Fingerprint)
        .Distinct()
        .Count();

    /// <param name="step">The step of the specification that asks.</param>
    /// <param name="document">The document that must be signed.</param>
    /// <param name="keysFrom">The file that names these keys.</param>
    /// <exception cref="KeywayException">KW2302: too few keys signed it.</exception>
    public void Demand(string step, SignedDocument document, string keysFrom)
    {
        var signers = SignersOf(document);
        if (signers < Threshold) throw Errors.NotSigned(step, document.File, Role, signers, Threshold, keysFrom);
    }

    /// <summary>Whether a key was taken away: what it signed alone is then no longer the role's word (5.3.11).</summary>
    public bool LostKeysTo(RoleKeys newer) => KeyIds.Except(newer.KeyIds, StringComparer.Ordinal).Any();
}
