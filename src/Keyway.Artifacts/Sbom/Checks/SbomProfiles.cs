// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom.Checks;

/// <summary>The words of the profiles.</summary>
public static class SbomProfiles
{
    public static ImmutableArray<string> Words { get; } = [.. Enum.GetValues<SbomProfile>().Select(Word)];

    public static string Word(this SbomProfile profile) => profile switch
    {
        SbomProfile.Ntia => "ntia",
        SbomProfile.Cisa2025 => "cisa-2025",
        SbomProfile.Bsi => "bsi",
        _ => throw new ArgumentOutOfRangeException(nameof(profile)),
    };

    /// <summary>The profile of one of <see cref="Words"/>.</summary>
    /// <exception cref="ArgumentException">Another word.</exception>
    public static SbomProfile Parse(string word) => Words.IndexOf(word) is >= 0 and var index ? Enum.GetValues<SbomProfile>()[index] : throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}", nameof(word));
}
