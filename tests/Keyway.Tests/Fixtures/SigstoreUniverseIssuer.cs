// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures;

/// <summary>Which authority issues a signing certificate.</summary>
internal enum SigstoreUniverseIssuer
{
    Intermediate,
    Root,

    /// <summary>An authority with the same name as the trusted one, and another key.</summary>
    Impostor,
}
