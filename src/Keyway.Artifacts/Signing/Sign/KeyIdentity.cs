// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Keys;

namespace Keyway.Artifacts.Signing.Sign;

/// <summary>The holder of a key that verifiers know.</summary>
public sealed record KeyIdentity(ISigningKey Key) : SigningIdentity;
