// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>
/// What the instrumented code calls at the start of every basic block. Counts the edges between blocks, as AFL does, and stops an input that runs for too long or
/// recurses too deep, both measured in blocks and bytes of stack and not by a clock, so that a run gives the same result every time. Public only so that
/// instrumented assemblies may call it. One fuzzing thread per load context; calls from other threads are ignored.
/// </summary>
public static unsafe class EdgeMap
{
    internal const int Size = 1 << 17;

    private static readonly byte[] Counters = new byte[Size];
    private static readonly int[] Touched = new int[Size];
    private static int touched;
    private static int previous;
    private static long fuel;
    private static nuint stackFloor;
    private static nuint stackRoom;

    /// <summary>Called by instrumented code.</summary>
    public static void Hit(int block)
    {
        byte here;
        if (unchecked((nuint)(&here) - stackFloor) > stackRoom)
        {
            OutsideTheStack((nuint)(&here));
            return;
        }

        if (--fuel < 0) throw new InputTooSlowException();
        var edge = block ^ previous;
        previous = block >> 1;
        var count = Counters[edge];
        if (count == 0) Touched[touched++] = edge;
        if (count != byte.MaxValue) Counters[edge] = (byte)(count + 1);
    }

    /// <summary>Clears the counters and gives the next input this many blocks and bytes of stack.</summary>
    internal static void Begin(long blocks, int stackBytes)
    {
        byte here;
        foreach (var edge in Touched.AsSpan(0, touched)) Counters[edge] = 0;
        touched = 0;
        previous = 0;
        fuel = blocks;
        // A little above this frame belongs to us as well: the caller's calls start there.
        stackFloor = (nuint)(&here) - (nuint)stackBytes;
        stackRoom = (nuint)stackBytes + 4096;
    }

    /// <summary>Ends the count: calls until the next <see cref="Begin"/> are ignored.</summary>
    internal static void End() => (stackFloor, stackRoom) = (0, 0);

    /// <summary>The edges that were taken since <see cref="Begin"/>.</summary>
    internal static ReadOnlySpan<int> Edges => Touched.AsSpan(0, touched);

    /// <summary>How often, in AFL's classes (1, 2, 3, 4-7, 8-15, 16-31, 32-127, more): one bit each.</summary>
    internal static byte ClassOf(int edge) => Counters[edge] switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };

    // Below the floor by less than a thread's stack: this thread, too deep. Anything else is another thread, or no input is running.
    private static void OutsideTheStack(nuint here)
    {
        if (stackRoom != 0 && unchecked(stackFloor - here) < 1 << 20) throw new InputTooDeepException();
    }
}
