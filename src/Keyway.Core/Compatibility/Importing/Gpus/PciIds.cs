// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Importing.Gpus;

/// <summary>PCI ids as lists of supported devices write them.</summary>
internal static class PciIds
{
    /// <summary>The four digits in lower case, with or without 0x; null for anything else.</summary>
    public static string? Device(string? text)
    {
        if (text is null) return null;
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.Length == 4 && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }

    /// <summary>One claim for each 1024 devices of a vendor.</summary>
    public static void Claim(ImportNotes notes, string name, string verdict, string vendor, IEnumerable<string> devices, string note)
    {
        foreach (var part in devices.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(Conditions.MaximumValues))
            notes.Claim(name, verdict, Conditions.Gpu(vendor, part), note);
    }
}
