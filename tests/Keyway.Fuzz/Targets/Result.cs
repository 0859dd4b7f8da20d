// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Targets;

/// <summary>The result of a task over streams in memory: it is complete already, and must be, or the blocks it takes would be counted on another thread.</summary>
internal static class Result
{
    public static T Of<T>(Task<T> task)
    {
        Promise.That(task.IsCompleted, "work in memory completes at once");
        return task.GetAwaiter().GetResult();
    }
}
