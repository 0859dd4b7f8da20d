// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>
/// Where a package may come from: a repository exactly, or everything below a path that ends in '/'. A scope only says for what a policy speaks; this refuses, so that a
/// package copied elsewhere with all its signatures is admitted by nobody. Spec: spec/policy §"Repositories".
/// </summary>
internal static class RepositoryJudge
{
    // What was read from a directory: its name is whatever somebody called it.
    private const string Layout = "oci:";

    public static IEnumerable<PolicyFinding> Findings(Judgement judgement)
    {
        var allowed = judgement.Policy.Repositories;
        if (allowed.IsEmpty) yield break;
        var repository = judgement.Evidence.Repository;
        yield return Judgement.Finding("repositories", Outcome(allowed, repository), null, string.Join(" or ", allowed), repository);
    }

    /// <summary>Why the text cannot name a repository, or those below a path; null when it can.</summary>
    public static string? Problem(string text)
    {
        var isPrefix = text.EndsWith('/');
        var parts = (isPrefix ? text[..^1] : text).Split('/');
        var isPath = (isPrefix || parts.Length > 1) && parts.All(part => part.Length > 0 && part is not ("." or "..") && !part.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '*' or '@' or '\\'));
        return isPath && !text.StartsWith(Layout, StringComparison.Ordinal) ? null : "HOST/PATH, with a '/' at the end for all below it, and no pattern";
    }

    private static RuleOutcome Outcome(IEnumerable<string> allowed, string repository)
    {
        if (repository.StartsWith(Layout, StringComparison.Ordinal)) return RuleOutcome.Unknown;
        var found = PolicyScope.WithPlainHost(repository);
        return allowed.Select(PolicyScope.WithPlainHost).Any(one => one == found || one.EndsWith('/') && found.StartsWith(one, StringComparison.Ordinal)) ? RuleOutcome.Pass : RuleOutcome.Fail;
    }
}
