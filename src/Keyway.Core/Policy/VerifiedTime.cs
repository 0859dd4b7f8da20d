// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>A time somebody trusted vouches for.</summary>
/// <param name="At">The time.</param>
/// <param name="Source">Whether a timestamp authority or a log says so.</param>
/// <param name="Authority">Which one: its address in the trusted root.</param>
public sealed record VerifiedTime(DateTimeOffset At, TimeSource Source, string Authority);
