// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Sbom;

/// <summary>The words, media types and file suffixes of the formats.</summary>
public static class SbomFormats
{
    private const string SpdxMediaType = "application/spdx+json";
    private const string CycloneDxMediaType = "application/vnd.cyclonedx+json";

    /// <summary>Every word that <see cref="Parse"/> takes.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Enum.GetValues<SbomFormat>().Select(Word)];

    /// <summary>The name on a command line.</summary>
    public static string Word(this SbomFormat format) => format switch
    {
        SbomFormat.Spdx301 => "spdx-3.0.1",
        SbomFormat.CycloneDx16 => "cyclonedx-1.6",
        SbomFormat.CycloneDx17 => "cyclonedx-1.7",
        SbomFormat.Spdx23 => "spdx-2.3",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format of one of <see cref="Words"/>.</summary>
    /// <exception cref="ArgumentException">Another word.</exception>
    public static SbomFormat Parse(string word) => Words.IndexOf(word) is >= 0 and var index ? Enum.GetValues<SbomFormat>()[index] : throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}", nameof(word));

    /// <summary>The media type without parameters, so that it can be an artifact type (RFC 6838).</summary>
    public static string MediaType(this SbomFormat format) => format.IsCycloneDx() ? CycloneDxMediaType : SpdxMediaType;

    /// <summary>What a file of this format is called by.</summary>
    public static string FileSuffix(this SbomFormat format) => format.IsCycloneDx() ? ".cdx.json" : ".spdx.json";

    public static bool IsCycloneDx(this SbomFormat format) => format is SbomFormat.CycloneDx16 or SbomFormat.CycloneDx17;

    /// <summary>True for the artifact type of an attached SBOM.</summary>
    public static bool IsSbomType(string? artifactType) => artifactType is SpdxMediaType or CycloneDxMediaType;
}
