// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Resolution;

namespace Keyway.Cli.Output;

/// <summary>One candidate in <see cref="ResolveDocument"/>.</summary>
internal sealed record CandidateDocument
{
    public required string Package { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Digest of the image index.</summary>
    public required string Index { get; init; }

    /// <summary>Digest of the manifest of the build for this host.</summary>
    public string? Manifest { get; init; }

    public string? Isa { get; init; }

    public required string Verdict { get; init; }

    public required string Because { get; init; }

    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    public required IReadOnlyList<ChosenLayer> Layers { get; init; }

    public static CandidateDocument Of(Candidate candidate) => new()
    {
        Package = candidate.Package.Manifest.Package,
        Version = candidate.Package.Manifest.Version,
        Source = candidate.Package.Source,
        Tags = candidate.Package.Tags,
        Index = candidate.Package.Index.Digest.ToString(),
        Manifest = candidate.Build?.Manifest.Digest.ToString(),
        Isa = candidate.Build?.Isa.Word(),
        Verdict = Word(candidate.Verdict),
        Because = candidate.Because,
        Findings = [.. candidate.Findings.Select(FindingDocument.Of)],
        Layers = [.. candidate.Layers.Select(layer => new ChosenLayer(layer.Title, layer.Digest.ToString(), layer.Size))],
    };

    public static string Word(CandidateVerdict verdict) => verdict switch
    {
        CandidateVerdict.Chosen => "chosen",
        CandidateVerdict.Surpassed => "surpassed",
        CandidateVerdict.Rejected => "rejected",
        CandidateVerdict.Undecided => "undecided",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
