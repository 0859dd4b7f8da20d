// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Engine;

namespace Keyway.Fuzz.Targets;

/// <summary>What a target asserts of accepted input, besides that nothing was thrown.</summary>
internal static class Promise
{
    public static void That(bool holds, string what)
    {
        if (!holds) throw new BrokenPromiseException(what);
    }
}
