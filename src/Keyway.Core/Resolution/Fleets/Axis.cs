// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Keyway.Compatibility;

namespace Keyway.Resolution.Fleets;

/// <summary>
/// All questions of one catalogue that read the same. For each distinct reading there is one set of the candidates it admits, found by asking every distinct
/// question once. Spec: spec/resolution §"Questions".
/// </summary>
internal sealed class Axis(int index, string check, int[] columns)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(Question Question, Inquiry Inquiry, List<int> Slots)> questions = [];
    private readonly Dictionary<Reading, int> readings = [];
    private readonly List<ulong[]> admitted = [];
    private readonly List<(HostFacts Facts, KernelSymbols? Symbols)> hosts = [];

    public int Index => index;

    public string Check => check;

    /// <summary>The set of a reading.</summary>
    public ReadOnlySpan<ulong> Admitted(int reading) => admitted[reading];

    /// <summary>The number of a question that the slot asks; equal demands share one.</summary>
    public int Add(Question question, Slot slot)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, $"{question.Check} {question.Demand()}", out var isKnown);
        if (!isKnown)
        {
            number = questions.Count;
            questions.Add((question, slot.Inquiry, []));
        }

        questions[number].Slots.Add(slot.Index);
        return number;
    }

    /// <summary>The number of a row's reading.</summary>
    public int Of(int[] row, IsaCatalogue catalogue)
    {
        Reading key = new(FactColumns.At(row, columns[0]), At(row, 1), At(row, 2), columns.Length > 3 ? string.Join(',', columns.Skip(3).Select(column => FactColumns.At(row, column))) : "");
        ref var reading = ref CollectionsMarshal.GetValueRefOrAddDefault(readings, key, out var isKnown);
        if (!isKnown)
        {
            reading = admitted.Count;
            hosts.Add(catalogue.Host(row, columns));
            admitted.Add(Asked(hosts[^1], catalogue));
        }

        return reading;
    }

    /// <summary>Asks one question of every reading there is, for a slot that is new.</summary>
    public void Ask(int question, Slot slot, IsaCatalogue catalogue)
    {
        for (var i = 0; i < admitted.Count; i++)
            if (!Admits(questions[question], hosts[i], catalogue)) SlotSet.Drop(admitted[i], slot.Index);
    }

    private int At(int[] row, int place) => place < columns.Length ? FactColumns.At(row, columns[place]) : 0;

    private ulong[] Asked((HostFacts, KernelSymbols?) host, IsaCatalogue catalogue)
    {
        var set = new ulong[catalogue.Words];
        Array.Fill(set, ulong.MaxValue);
        foreach (var question in questions)
        {
            if (Admits(question, host, catalogue)) continue;
            foreach (var slot in question.Slots) SlotSet.Drop(set, slot);
        }

        return set;
    }

    private static bool Admits((Question Question, Inquiry Inquiry, List<int>) asked, (HostFacts Facts, KernelSymbols? Symbols) host, IsaCatalogue catalogue) =>
        catalogue.Admits(asked.Question.Ask(asked.Inquiry with { Facts = host.Facts, Symbols = host.Symbols }).Outcome);

    private readonly record struct Reading(int First, int Second, int Third, string More);
}
