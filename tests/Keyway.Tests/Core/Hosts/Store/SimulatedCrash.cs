// SPDX-License-Identifier: Apache-2.0

using Keyway.Hosts.Store;

namespace Keyway.Tests.Core.Hosts.Store;

/// <summary>The process dies: from one call on, none reaches the disk.</summary>
internal sealed class SimulatedCrash : Exception
{
    /// <summary>At the N-th call that changes the disk: a crash at a call that only reads leaves what a crash at the next change leaves.</summary>
    public static HostOperationHook At(long number)
    {
        var changes = 0L;
        return When((in HostOperation operation) => operation.IsChange && ++changes == number);
    }

    /// <summary>At the first call whose path contains a text.</summary>
    public static HostOperationHook AtPath(string text) => When((in HostOperation operation) => operation.Path.Contains(text, StringComparison.Ordinal));

    private static HostOperationHook When(Condition condition)
    {
        var isDead = false;
        return (long _, in HostOperation operation) => (isDead |= condition(operation)) ? throw new SimulatedCrash() : Errno.None;
    }

    private delegate bool Condition(in HostOperation operation);
}
