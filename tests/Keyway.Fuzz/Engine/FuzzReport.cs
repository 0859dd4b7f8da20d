// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Fuzz.Engine;

/// <summary>What a run did and found.</summary>
internal sealed record FuzzReport(long Executions, int Edges, IReadOnlyList<byte[]> Corpus, IReadOnlyList<Crash> Crashes)
{
    internal static FuzzReport Of((long Executions, int Edges, byte[][] Corpus, (string Name, string Text, byte[] Input)[] Crashes) fields) =>
        new(fields.Executions, fields.Edges, fields.Corpus, [.. fields.Crashes.Select(crash => new Crash(crash.Name, crash.Text, crash.Input))]);
}
