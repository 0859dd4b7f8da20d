// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Provenance;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>
/// The source: a resolved dependency <c>git+REPOSITORY@REF</c> with a commit, and where the certificate names a source too, the same.
/// </summary>
internal static class SourceJudge
{
    public static IEnumerable<PolicyFinding> Findings(SourceRule rule, SlsaProvenance provenance, Signatory signer, Func<string, bool, string, string, PolicyFinding> finding)
    {
        var sources = provenance.ResolvedDependencies.Where(dependency => dependency.Uri is not null).Select(Parse).ToList();
        var matching = sources.Where(source => source.Repository == Plain(rule.Repository)).ToList();
        var certificate = (signer as CertificateSigner)?.Claims ?? ImmutableSortedDictionary<string, string>.Empty;
        var claimed = certificate.GetValueOrDefault(CertificateClaims.SourceRepository);
        yield return finding(
            "source.repository",
            matching.Any(source => source.HasCommit) && (claimed is null || Plain(claimed) == Plain(rule.Repository)),
            $"{rule.Repository} with a commit",
            matching.Count == 0 ? sources.Count == 0 ? "no source" : string.Join(", ", sources.Take(3).Select(source => source.Repository)) : Found(matching, claimed));
        if (rule.Refs.IsEmpty) yield break;

        var wanted = matching.Where(source => source.Ref is not null && IsAllowed(rule, source.Ref)).ToList();
        var reference = certificate.GetValueOrDefault(CertificateClaims.SourceRef);
        yield return finding(
            "source.ref",
            wanted.Count > 0 && wanted.Count == matching.Count && (reference is null || IsAllowed(rule, reference)),
            string.Join(" or ", rule.Refs),
            string.Join(", ", matching.Select(source => source.Ref ?? "no ref").DefaultIfEmpty("no source").Concat(reference is null ? [] : [$"certificate {reference}"])));
    }

    private static bool IsAllowed(SourceRule rule, string reference) => rule.Refs.Any(glob => new Glob(glob).IsMatch(reference));

    private static string Found(IEnumerable<Source> matching, string? claimed)
    {
        var source = matching.First();
        var text = source.HasCommit ? source.Repository : $"{source.Repository} without a commit";
        return claimed is null ? text : $"{text}, certificate {claimed}";
    }

    // Builders write git+https://host/repo@refs/tags/v1; BuildKit writes https://host/repo.git#refs/tags/v1.
    private static Source Parse(ResourceDescriptor dependency)
    {
        var uri = dependency.Uri!;
        var path = uri.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? uri.IndexOf('/', scheme + 3) : -1;
        var end = path < 0 ? -1 : uri.AsSpan(path).IndexOfAny('@', '#');
        var commit = dependency.Digest.Values.ContainsKey("gitCommit") || dependency.Digest.Values.ContainsKey("sha1");
        return end < 0 ? new(Plain(uri), null, commit) : new(Plain(uri[..(path + end)]), uri[(path + end + 1)..], commit);
    }

    private static string Plain(string repository)
    {
        var text = repository.StartsWith("git+", StringComparison.Ordinal) ? repository["git+".Length..] : repository;
        return text.EndsWith(".git", StringComparison.Ordinal) ? text[..^".git".Length] : text.TrimEnd('/');
    }

    private sealed record Source(string Repository, string? Ref, bool HasCommit);
}
