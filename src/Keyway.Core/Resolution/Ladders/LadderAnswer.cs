// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Ladders;

/// <summary>Whether and how the components of a host reach their targets: a <see cref="LadderPath"/>, <see cref="LadderBlocked"/> or <see cref="LadderUndecided"/>.</summary>
public abstract record LadderAnswer
{
    private protected LadderAnswer()
    {
    }
}
