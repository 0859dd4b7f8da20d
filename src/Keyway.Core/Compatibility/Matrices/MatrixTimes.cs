// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Compatibility.Matrices;

/// <summary>Times of a matrix: UTC to the second.</summary>
internal static class MatrixTimes
{
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, FactsJson.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(FactsJson.TimeFormat, CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
