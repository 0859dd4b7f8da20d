// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Threats;

/// <summary>The system's clock, whose timers end four hundred times sooner: patience of a minute is over in a moment, without a test that waits.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Factor = 400;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Factor : dueTime, period);
}
