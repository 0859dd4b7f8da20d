// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Keyway.Cli;

/// <summary>SOURCE_DATE_EPOCH, the time that reproducible builds give their outputs. Spec: reproducible-builds.org/specs/source-date-epoch.</summary>
internal static class SourceDate
{
    // The last second of the year 9999.
    private const long Last = 253_402_300_799;

    /// <summary>Null when it is not set.</summary>
    /// <exception cref="Artifacts.KeywayException">KW9030: it is set to something else than seconds.</exception>
    public static DateTimeOffset? Of(CliContext context)
    {
        if (context.EnvironmentVariable("SOURCE_DATE_EPOCH") is not { Length: > 0 } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Last ? DateTimeOffset.FromUnixTimeSeconds(seconds) : throw Errors.BadSourceDate(text);
    }
}
