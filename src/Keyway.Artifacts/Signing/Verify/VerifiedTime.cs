// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>A time at which the signature existed, and who vouches for it.</summary>
public sealed record VerifiedTime(DateTimeOffset Time, TimeSource Source, string Authority);
