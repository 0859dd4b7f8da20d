// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>A key to be listed for a role, with the scheme of its signatures. Immutable.</summary>
public sealed record RoleKey(PublicKey PublicKey, SignatureScheme Scheme)
{
    /// <summary>The key id that TUF implementations give it: SHA-256 of its canonical key object.</summary>
    /// <exception cref="KeywayException">KW2330: TUF has no name for this kind of key.</exception>
    public string Id => TufKey.IdOf(Json);

    internal string Json => TufKey.JsonOf(PublicKey, Scheme);

    public static RoleKey Of(PublicKey key) => new(key, key.DefaultScheme);

    public static RoleKey Of(ISigningKey key) => new(key.PublicKey, key.Scheme);
}
