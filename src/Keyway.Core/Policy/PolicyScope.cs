// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>For what a policy speaks. A member that is absent does not narrow it. Spec: spec/policy §"Scope".</summary>
public sealed record PolicyScope
{
    /// <summary>Globs over the package's name.</summary>
    public ImmutableArray<string> Packages { get => field.IsDefault ? [] : field; init; }

    /// <summary>Globs over the repository: <c>registry.example/gpu/*</c>.</summary>
    public ImmutableArray<string> Repositories { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<string> Regions { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<string> Environments { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whether the policy speaks for this place. What is not said of the place matches: more policies only ever refuse more.</summary>
    public bool Covers(PolicyPlace place) =>
        Matches(Packages, place.Package) && Matches([.. Repositories.Select(WithPlainHost)], place.Repository is { } repository ? WithPlainHost(repository) : null) && Lists(Regions, place.Region) && Lists(Environments, place.Environment);

    private static bool Matches(ImmutableArray<string> globs, string? text) => globs.IsEmpty || text is null || globs.Any(glob => new Glob(glob).IsMatch(text));

    // REGISTRY.example and registry.example are one host: nobody leaves a policy behind by the way of writing it.
    internal static string WithPlainHost(string repository) => repository.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        ? string.Concat(repository[..slash].ToLowerInvariant(), repository.AsSpan(slash))
        : repository;

    private static bool Lists(ImmutableArray<string> words, string? word) => words.IsEmpty || word is null || words.Contains(word);
}
