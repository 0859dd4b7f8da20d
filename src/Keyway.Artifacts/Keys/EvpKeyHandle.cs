// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>An EVP_PKEY of libcrypto.</summary>
internal sealed class EvpKeyHandle : SafeHandle
{
    public EvpKeyHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CryptoLibrary.KeyFree(handle);
        return true;
    }
}
