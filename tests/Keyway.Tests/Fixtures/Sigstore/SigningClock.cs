// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Fixtures.Sigstore;

/// <summary>A clock that stands still and on which every wait is over at once.</summary>
internal sealed class SigningClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 30, 15, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, TimeSpan.Zero, period);
}
