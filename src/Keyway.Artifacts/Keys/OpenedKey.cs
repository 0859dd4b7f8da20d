// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Keys;

/// <summary>A key that somebody opened and has to close: the memory is wiped, the session with the token ended.</summary>
public sealed class OpenedKey(ISigningKey key) : IDisposable
{
    public ISigningKey Key => key;

    public void Dispose() => (key as IDisposable)?.Dispose();
}
