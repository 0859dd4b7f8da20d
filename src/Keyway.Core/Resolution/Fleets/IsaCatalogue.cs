// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Fleets;

/// <summary>The candidates for hosts of one instruction set, in the order of preference, and what they ask.</summary>
internal sealed class IsaCatalogue
{
    /// <summary>Packages that can be added before all sets have to be made anew.</summary>
    public const int Spare = 256;

    private readonly ResolvePolicy policy;
    private readonly Preference preference;
    private readonly HostFacts isa;
    private readonly FactColumns columns;
    private readonly IReadOnlyDictionary<string, KernelSymbols> symbols;
    private readonly Dictionary<string, Axis> byReading = new(StringComparer.Ordinal);
    private readonly List<Slot> slots = [];
    private readonly List<Slot> order = [];
    private readonly List<Axis> axes = [];
    private readonly Dictionary<(int, int, string), (int Moves, long Bytes)> efforts = [];
    private readonly ulong[] alive;
    private readonly int sorted;

    public IsaCatalogue(Isa isa, IReadOnlyList<DriverPackage> packages, ResolvePolicy policy, FactColumns columns, IReadOnlyDictionary<string, KernelSymbols> symbols)
    {
        (this.policy, this.columns, this.symbols, preference) = (policy, columns, symbols, new Preference(policy));
        Isa = isa;
        this.isa = HostFacts.Empty.With(FactNames.IsaName, new Fact { Value = FactValue.Of(isa.Word()), Source = "fleet", Method = FactMethod.Derived, ObservedAt = DateTimeOffset.UnixEpoch });
        Inquiry[] fitting = [.. packages.Select(Asked).Where(inquiry => inquiry.Build is not null && Settled(inquiry))];
        Array.Sort(fitting, (left, right) => Compare(left, right));
        alive = new ulong[SlotSet.Words(fitting.Length + Spare)];
        foreach (var inquiry in fitting) Take(inquiry);
        sorted = slots.Count;
        order.AddRange(slots);
        Renumber();
    }

    public Isa Isa { get; }

    public IReadOnlyList<Slot> Slots => slots;

    public int Words => alive.Length;

    /// <summary>True when an answer lets a candidate through; see <see cref="CandidateVerdict"/>.</summary>
    public bool Admits(Outcome outcome) => outcome <= (policy.Unknown == UnknownPolicy.Block ? Outcome.Warn : Outcome.Unknown);

    /// <summary>The slot of a package that was not there before; null when it can fit no host of this instruction set. False when there is no room left.</summary>
    public bool TryAdd(DriverPackage package, out Slot? slot)
    {
        slot = null;
        var inquiry = Asked(package);
        if (inquiry.Build is null || !Settled(inquiry)) return true;
        var known = axes.Count;
        if (slots.Count == sorted + Spare) return false;
        slot = Take(inquiry);
        foreach (var (axis, question) in slot.Asks) axis.Ask(question, slot, this);
        var place = order.BinarySearch(slot, Comparer<Slot>.Create((left, right) => Compare(left.Inquiry, right.Inquiry)));
        Insert(slot, place < 0 ? ~place : place);
        // Rows know no reading on an axis that is new.
        return axes.Count == known;
    }

    /// <summary>Makes sure that everything the package asks about was kept.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3110: it was not.</exception>
    public void DemandKept(DriverPackage package)
    {
        foreach (var reading in Checks.Questions(Asked(package)).SelectMany(question => question.Reads)) columns.Of(reading);
    }

    /// <summary>Takes a package out; the slots it had.</summary>
    public ImmutableArray<Slot> Remove(string source, Digest index)
    {
        ImmutableArray<Slot> gone = [.. slots.Where(slot => slot.Package.Source == source && slot.Package.Index.Digest == index && SlotSet.Has(alive, slot.Index))];
        foreach (var slot in gone) SlotSet.Drop(alive, slot.Index);
        return gone;
    }

    /// <summary>The readings of a row, one for each axis.</summary>
    public int[] Place(int[] row)
    {
        var place = new int[axes.Count];
        for (var i = 0; i < place.Length; i++) place[i] = axes[i].Of(row, this);
        return place;
    }

    /// <summary>The candidates that fit.</summary>
    public void Fitting(int[] place, Span<ulong> into)
    {
        alive.CopyTo(into);
        for (var i = 0; i < place.Length; i++) SlotSet.Intersect(into, axes[i].Admitted(place[i]));
    }

    public bool Fits(int[] place, Slot slot) => Missed(place, slot) == 0;

    /// <summary>How many of the axes it asks on keep a candidate out; more than there are for one that was taken away.</summary>
    public int Missed(int[] place, Slot slot)
    {
        if (!SlotSet.Has(alive, slot.Index)) return int.MaxValue;
        var missed = 0;
        foreach (var (axis, _) in slot.Asks)
            if (!SlotSet.Has(axis.Admitted(place[axis.Index]), slot.Index)) missed++;
        return missed;
    }

    /// <summary>The most preferred of the fitting candidates, of one core or (-1) of all; null when there is none.</summary>
    public Slot? Best(ReadOnlySpan<ulong> fitting, int core, int[] row, int[] place)
    {
        Slot? best = null;
        for (var i = SlotSet.Next(fitting, 0); i >= 0; i = SlotSet.Next(fitting, i + 1))
        {
            // What follows in the sorted part is worse than what was found there, whatever the host; the few that came later stand behind it in any order.
            if (best is not null && i < sorted && slots[i].Group > best.Group) i = SlotSet.Next(fitting, sorted);
            if (i < 0) break;
            if ((core < 0 || slots[i].Core == core) && (best is null || IsBetter(slots[i], best, row, place))) best = slots[i];
        }

        return best;
    }

    /// <summary>The facts that some columns of a row hold, with the instruction set, and the export table they name.</summary>
    public (HostFacts Facts, KernelSymbols? Symbols) Host(int[] row, IEnumerable<int> some)
    {
        var facts = columns.Facts(row, some).With(FactNames.IsaName, isa.Find(FactNames.IsaName)!);
        return (facts, facts.TextOf(FactNames.KernelSymversDigest) is { } digest ? symbols.GetValueOrDefault(digest) : null);
    }

    /// <summary>The candidate asked about the host of a row, with reasons.</summary>
    public Inquiry Of(Slot slot, int[] row)
    {
        var (facts, table) = Host(row, columns.All);
        return slot.Inquiry with { Facts = facts, Symbols = table, WantsReasons = true };
    }

    private bool IsBetter(Slot slot, Slot than, int[] row, int[] place)
    {
        if (slot.Group != than.Group) return slot.Group < than.Group;
        var less = Effort(slot, row, place).CompareTo(Effort(than, row, place));
        return less != 0 ? less < 0 : slot.Rank < than.Rank;
    }

    private (int Moves, long Bytes) Effort(Slot slot, int[] row, int[] place)
    {
        var modules = slot.Asks.Find(ask => ask.Axis.Check == ModuleCheck.Name).Axis;
        var firmware = string.Join(',', slot.Inquiry.Manifest.Firmware.Where(image => image.Component is not null).Select(image => FactColumns.At(row, columns.Of(FactReading.Of(FactName.OfFirmware(image.Component!))))));
        var key = (slot.Index, modules is null ? -1 : place[modules.Index], firmware);
        if (efforts.TryGetValue(key, out var effort)) return effort;
        var inquiry = Of(slot, row);
        return efforts[key] = (Resolver.FirmwareMoves(inquiry), Resolver.Layers(inquiry).Sum(layer => layer.Size));
    }

    private Inquiry Asked(DriverPackage package) => new(package, isa, null, policy) { WantsReasons = false };

    private bool Settled(Inquiry inquiry) => Checks.Questions(inquiry).Where(IsSettled).All(question => Admits(question.Ask(inquiry).Outcome));

    // The instruction set is the catalogue's.
    private static bool IsSettled(Question question) => question.Reads.All(reading => reading.Name == FactNames.IsaName);

    private Slot Take(Inquiry inquiry)
    {
        Slot slot = new(slots.Count, inquiry);
        slots.Add(slot);
        SlotSet.Put(alive, slot.Index);
        foreach (var question in Checks.Questions(inquiry).Where(question => !IsSettled(question)))
            foreach (var part in question.Parts.IsEmpty ? [question] : question.Parts)
            {
                var axis = AxisOf(part);
                slot.Asks.Add((axis, axis.Add(part, slot)));
            }

        return slot;
    }

    private Axis AxisOf(Question question)
    {
        var readings = question.Reads.Sort();
        var key = $"{question.Check} {string.Join(';', readings)}";
        if (byReading.TryGetValue(key, out var axis)) return axis;
        byReading[key] = axis = new Axis(axes.Count, question.Check, [.. readings.Select(columns.Of)]);
        axes.Add(axis);
        return axis;
    }

    private int Compare(Inquiry left, Inquiry right)
    {
        var onAnyHost = preference.OnAnyHost(left.Package, left.Version!, right.Package, right.Version!);
        return onAnyHost != 0 ? onAnyHost : Preference.Last(left.Package, left.Version!, right.Package, right.Version!);
    }

    private void Renumber()
    {
        for (var i = 0; i < order.Count; i++)
        {
            order[i].Rank = i;
            order[i].Group = i == 0 ? 0 : order[i - 1].Group + (AreTied(order[i - 1], order[i]) ? 0 : 1);
        }
    }

    private void Insert(Slot slot, int place)
    {
        var before = place > 0 ? order[place - 1] : null;
        var after = place < order.Count ? order[place] : null;
        var isTied = (before is not null && AreTied(before, slot)) || (after is not null && AreTied(slot, after));
        slot.Group = before is null ? 0 : before.Group + (AreTied(before, slot) ? 0 : 1);
        order.Insert(place, slot);
        for (var i = place; i < order.Count; i++)
        {
            order[i].Rank = i;
            if (i > place && !isTied) order[i].Group++;
        }
    }

    private bool AreTied(Slot left, Slot right) => preference.OnAnyHost(left.Package, left.Version, right.Package, right.Version) == 0;
}
