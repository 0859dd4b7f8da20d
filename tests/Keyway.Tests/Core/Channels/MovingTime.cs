// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Core.Channels;

/// <summary>A clock that a test sets.</summary>
internal sealed class MovingTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
