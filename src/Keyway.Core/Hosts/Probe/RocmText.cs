// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Hosts.Probe;

/// <summary>Reads <c>rocm-smi -a</c>: sections of lines "GPU[n] : name: value". It has no exit status worth trusting and its end may be cut.</summary>
internal static class RocmText
{
    private static readonly (string Line, string Member)[] Members = [("Unique ID", "uuid"), ("VBIOS version", "vbios"), ("Device ID", "device"), ("Card Series", "name"), ("PCI Bus", "address")];

    public static string? DriverVersion(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("Driver version:", StringComparison.Ordinal)) is { } found ? SmiValue.Word(found["Driver version:".Length..]) : null;

    public static IReadOnlyList<Dictionary<string, FactValue>> Gpus(string text)
    {
        SortedDictionary<int, Dictionary<string, FactValue>> gpus = [];
        foreach (var line in text.Split('\n'))
        {
            if (!TryLine(line, out var gpu, out var rest)) continue;
            if (!gpus.TryGetValue(gpu, out var members)) gpus[gpu] = members = new(StringComparer.Ordinal) { ["vendor"] = FactValue.Of("1002") };
            foreach (var (name, member) in Members)
                if (rest.StartsWith(name + ":", StringComparison.Ordinal) && Value(member, rest[(name.Length + 1)..]) is { } value) members.TryAdd(member, value);
        }

        return [.. gpus.Values];
    }

    private static bool TryLine(string line, out int gpu, out string rest)
    {
        (gpu, rest) = (0, "");
        var close = line.IndexOf(']', StringComparison.Ordinal);
        if (!line.StartsWith("GPU[", StringComparison.Ordinal) || close < 5 || close > 8 || !int.TryParse(line.AsSpan(4, close - 4), out gpu)) return false;
        var colon = line.IndexOf(':', close);
        if (colon < 0) return false;
        rest = line[(colon + 1)..].Trim();
        return true;
    }

    private static FactValue? Value(string member, string text)
    {
        if (SmiValue.Text(text) is not FactValue.Text value) return SmiValue.Text(text);
        return member switch
        {
            "device" => value.Value.StartsWith("0x", StringComparison.Ordinal) ? FactValue.Of(value.Value[2..].ToLowerInvariant()) : null,
            "address" => PciAddress.Normal(value.Value) is { } address ? FactValue.Of(address) : null,
            _ => value,
        };
    }
}
