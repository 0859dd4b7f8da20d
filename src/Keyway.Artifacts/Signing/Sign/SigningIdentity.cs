// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>Who signs: <see cref="KeyIdentity"/> or <see cref="TokenIdentity"/>.</summary>
public abstract record SigningIdentity
{
    private protected SigningIdentity()
    {
    }
}
