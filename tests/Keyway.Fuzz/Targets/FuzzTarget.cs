// SPDX-License-Identifier: Apache-2.0

using Keyway.Fuzz.Mutation;

namespace Keyway.Fuzz.Targets;

/// <summary>One parser under test: how to call it, what to start from, and what its inputs look like.</summary>
/// <param name="Name">As on the command line, and the folder of its regressions.</param>
/// <param name="Shape">Which mutations fit.</param>
/// <param name="Words">The namespaces whose literals go into the dictionary.</param>
/// <param name="Seeds">Inputs to start from, the same at every call.</param>
/// <param name="Run">Returns, or refuses with a KeywayException; anything else is a finding.</param>
internal sealed record FuzzTarget(string Name, InputShape Shape, string[] Words, Func<IEnumerable<byte[]>> Seeds, Action<byte[]> Run)
{
    /// <summary>How many inputs the short run tries: fewer for a slow parser.</summary>
    public int Iterations { get; init; } = 20_000;

    /// <summary>Longer inputs are cut.</summary>
    public int MaxLength { get; init; } = 16 << 10;

    /// <summary>Most basic blocks one input may take; an honest input of the greatest length needs a tenth.</summary>
    public long BlockLimit { get; init; } = 5_000_000;

    /// <summary>Most bytes one input may make it allocate.</summary>
    public long ByteLimit { get; init; } = 32 << 20;

    /// <summary>Puts a checksum right that no mutation would hit; seven of eight mutants get it.</summary>
    public Func<byte[], byte[]>? Repair { get; init; }
}
