// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>One policy, one package and one time, and what every rule asks of them: which bundles are about what, and whose signature counts.</summary>
internal sealed class Judgement(AdmissionPolicy policy, PackageEvidence evidence, DateTimeOffset now)
{
    public AdmissionPolicy Policy { get; } = policy;

    public PackageEvidence Evidence { get; } = evidence;

    public DateTimeOffset Now { get; } = now;

    public IEnumerable<Digest> Covered(AttestationCover covers) => covers == AttestationCover.Each ? Evidence.Manifests : [Evidence.Index];

    public IEnumerable<VerifiedBundle> About(Digest manifest, string? predicateType) =>
        Evidence.Bundles.Values.Where(bundle => bundle.PredicateType == predicateType && bundle.Subjects.Contains(manifest));

    /// <summary>Which of the named signers a bundle counts for.</summary>
    public Attribution Attribute(VerifiedBundle bundle, ImmutableArray<string> names)
    {
        string? problem = null;
        foreach (var name in names)
        {
            var signer = Policy.Signers[name];
            if (!signer.Is(bundle.Signer)) continue;
            var reason = WindowProblem(signer, bundle) ?? QuorumProblem(bundle);
            if (reason is null) return new(name, null);
            problem ??= $"{name}: {reason}";
        }

        return new(null, problem ?? $"{bundle.Signer}: not trusted for this");
    }

    public static PolicyFinding Finding(string rule, RuleOutcome outcome, Digest? subject, string expected, string found, params ImmutableArray<Digest> evidence) =>
        new() { Rule = rule, Outcome = outcome, Subject = subject, Expected = expected, Found = found, Evidence = evidence };

    /// <summary>When a bundle provably existed: the earliest of its times.</summary>
    public static DateTimeOffset? TimeOf(VerifiedBundle bundle) => bundle.Times.IsEmpty ? null : bundle.Times.Min(time => time.At);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string? WindowProblem(TrustedSigner signer, VerifiedBundle bundle)
    {
        if (!signer.HasWindow) return null;
        if (bundle.Times.IsEmpty) return "signed at no verified time, and the signer counts only for a time";
        var (first, last) = (bundle.Times.Min(time => time.At), bundle.Times.Max(time => time.At));
        if (first < signer.ValidFrom) return $"signed at {Text(first)}, valid from {Text(signer.ValidFrom.Value)}";
        if (last > signer.ValidUntil) return $"signed at {Text(last)}, valid until {Text(signer.ValidUntil.Value)}";
        return last >= signer.RevokedAt ? $"signed at {Text(last)}, revoked at {Text(signer.RevokedAt.Value)}" : null;
    }

    // Witnesses of two checkpoints saw two trees: they are counted for each checkpoint, and a log whose checkpoint too few have seen is not counted.
    private string? QuorumProblem(VerifiedBundle bundle) =>
        Missing("logs", Policy.Signatures.Logs, bundle.Logs.Select(log => log.Log))
        ?? Missing("timestamps", Policy.Signatures.Timestamps, bundle.Times.Where(time => time.Source == TimeSource.TimestampAuthority).Select(time => time.Authority))
        ?? Missing("witnesses", Policy.Signatures.Witnesses, bundle.Logs.Select(log => log.Witnesses).DefaultIfEmpty([]).MaxBy(seen => Policy.Signatures.Witnesses?.Count(seen)))
        ?? Missing("cosigned logs", Policy.Signatures.Logs, bundle.Logs.Where(log => Missing("witnesses", Policy.Signatures.Witnesses, log.Witnesses) is null).Select(log => log.Log));

    private static string? Missing(string what, Quorum? quorum, IEnumerable<string> found)
    {
        if (quorum is null) return null;
        var count = quorum.Count(found);
        return count >= quorum.Minimum ? null : $"{count} {what}, needed {quorum}";
    }
}
