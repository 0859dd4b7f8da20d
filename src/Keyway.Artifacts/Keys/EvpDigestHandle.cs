// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>An EVP_MD_CTX of libcrypto: the state of one signature operation.</summary>
internal sealed class EvpDigestHandle : SafeHandle
{
    public EvpDigestHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CryptoLibrary.DigestFree(handle);
        return true;
    }
}
