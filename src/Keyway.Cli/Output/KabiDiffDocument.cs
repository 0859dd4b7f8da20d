// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Kabi;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway kabi diff</c> prints.</summary>
internal sealed record KabiDiffDocument(int SchemaVersion, string Before, string After, int Compared, int Added, int Removed, int Crc, int Users, bool OtherVermagic, IReadOnlyList<KabiChangeDocument> Changes)
{
    public static KabiDiffDocument Of(KernelAbi before, KernelAbi after, KernelAbiComparison comparison) => new(
        1,
        before.Release ?? before.Source,
        after.Release ?? after.Source,
        comparison.Compared,
        comparison.Changes.Count(change => change.IsAdded),
        comparison.Changes.Count(change => change.IsRemoved),
        comparison.Changes.Count(change => change.HasOtherCrc),
        comparison.Changes.Count(change => change.HasOtherUsers),
        comparison.HasOtherVermagic,
        [.. comparison.Changes.Select(KabiChangeDocument.Of)]);

    public void Print(TextWriter output)
    {
        output.WriteLine(KabiWords.Printable($"{Before} to {After}: {Compared} symbols compared, {Added} added, {Removed} removed, {Crc} with another CRC, {Users} for other users"));
        if (OtherVermagic) output.WriteLine("the vermagics differ beyond the release: no module of one loads into the other");
        foreach (var change in Changes) output.WriteLine(KabiWords.Printable($"  {change.Symbol}  {change.Text}"));
    }
}
