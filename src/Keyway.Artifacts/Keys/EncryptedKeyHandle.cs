// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Keyway.Artifacts.Keys;

/// <summary>An X509_SIG of libcrypto, which is what it calls an encrypted PKCS #8.</summary>
internal sealed class EncryptedKeyHandle : SafeHandle
{
    public EncryptedKeyHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CryptoLibrary.EncryptedFree(handle);
        return true;
    }
}
