// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>A PKCS8_PRIV_KEY_INFO of libcrypto; freeing it wipes the key.</summary>
internal sealed class PrivateKeyInfoHandle : SafeHandle
{
    public PrivateKeyInfoHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CryptoLibrary.PrivateKeyInfoFree(handle);
        return true;
    }
}
