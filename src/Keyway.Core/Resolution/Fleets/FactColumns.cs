// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Keyway.Compatibility;

namespace Keyway.Resolution.Fleets;

/// <summary>
/// What a fleet keeps of its hosts: for each thing that some question reads a column, and for each host a row with the numbers of its values, 0 for unknown.
/// A value that many hosts share is kept once. Firmware revisions are always kept; what else nobody reads is forgotten.
/// </summary>
internal sealed class FactColumns
{
    private const string Firmware = "firmware.";

    private readonly List<FactReading> readings = [];
    private readonly List<Dictionary<FactValue, int>> numbers = [];
    private readonly List<List<Fact>> facts = [];
    private readonly Dictionary<FactReading, int> places = [];
    private bool isClosed;

    /// <summary>The column of a reading, made when it is new.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3110: hosts were read already, and nobody kept this of them.</exception>
    public int Of(FactReading reading)
    {
        if (places.TryGetValue(reading, out var place)) return place;
        if (isClosed && !(reading.Members is null && IsFirmware(reading.Name))) throw Errors.FactNotKept(reading.Name);
        return Added(reading);
    }

    /// <summary>The row of a host.</summary>
    public int[] Row(HostFacts host)
    {
        isClosed = true;
        foreach (var name in host.Facts.Keys)
            if (IsFirmware(name)) Of(FactReading.Of(name));
        var row = new int[readings.Count];
        for (var i = 0; i < row.Length; i++) row[i] = readings[i].From(host) is { } value ? Number(i, value) : 0;
        return row;
    }

    /// <summary>The number at a column; a row that is older than the column does not know it.</summary>
    public static int At(int[] row, int column) => column < row.Length ? row[column] : 0;

    /// <summary>The facts of a row again, as far as the columns hold them.</summary>
    public HostFacts Facts(int[] row, IEnumerable<int> columns)
    {
        var host = HostFacts.Empty;
        // Of two readings of one fact the one that holds more is taken.
        foreach (var column in columns.OrderBy(column => readings[column].Members is { } members ? members.Length : int.MaxValue))
            if (At(row, column) is var number and not 0) host = host.With(readings[column].Name, facts[column][number - 1]);
        return host;
    }

    /// <summary>Every column there is.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, readings.Count);

    private static bool IsFirmware(FactName name) => name.ToString().StartsWith(Firmware, StringComparison.Ordinal);

    private int Added(FactReading reading)
    {
        readings.Add(reading);
        numbers.Add(new Dictionary<FactValue, int>(FactValueIdentity.Instance));
        facts.Add([]);
        return places[reading] = readings.Count - 1;
    }

    private int Number(int column, FactValue value)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers[column], value, out var isKnown);
        if (isKnown) return number;
        facts[column].Add(new Fact { Value = value, Source = "fleet", Method = FactMethod.Derived, ObservedAt = DateTimeOffset.UnixEpoch });
        return number = facts[column].Count;
    }
}
