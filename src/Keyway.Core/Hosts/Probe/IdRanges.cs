// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Hosts.Probe;

/// <summary>Numbers in the kernel's list format: <c>0-3,8,10-11</c>.</summary>
internal static class IdRanges
{
    private const int MaximumIds = 65_536;

    /// <summary>The numbers; null when the text is not such a list.</summary>
    public static IReadOnlyList<int>? Parse(string text)
    {
        List<int> ids = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', 2);
            if (!TryId(ends[0], out var first) || !TryId(ends[^1], out var last) || last < first) return null;
            if (ids.Count + (last - first) >= MaximumIds) return null;
            ids.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return ids;
    }

    private static bool TryId(string text, out int id) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id < MaximumIds;
}
