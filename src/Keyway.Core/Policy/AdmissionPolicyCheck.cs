// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Keyway.Packages.Spdx;

namespace Keyway.Policy;

/// <summary>What a well-formed policy may still have wrong: names without a signer, thresholds nobody can reach, patterns that match strangers.</summary>
internal sealed partial class AdmissionPolicyCheck
{
    private const int MaximumItems = 256;

    private readonly AdmissionPolicy policy;
    private readonly List<string> problems = [];

    private AdmissionPolicyCheck(AdmissionPolicy policy) => this.policy = policy;

    public static IReadOnlyList<string> Problems(AdmissionPolicy policy)
    {
        AdmissionPolicyCheck check = new(policy);
        check.Document();
        check.Signers();
        check.Rules();
        return check.problems;
    }

    private void Document()
    {
        Require(policy.SchemaVersion == AdmissionPolicy.CurrentSchemaVersion, "$.schemaVersion", $"{policy.SchemaVersion}", $"{AdmissionPolicy.CurrentSchemaVersion}");
        Require(Name().IsMatch(policy.Name), "$.name", $"'{policy.Name}'", "lower-case letters and digits, with single '.', '_' or '-' between");
        Texts("$.scope.packages", policy.Scope.Packages);
        Texts("$.scope.repositories", policy.Scope.Repositories);
        Texts("$.scope.regions", policy.Scope.Regions);
        Texts("$.scope.environments", policy.Scope.Environments);
    }

    private void Signers()
    {
        Require(policy.Signers.Count is > 0 and <= MaximumItems, "$.signers", $"{policy.Signers.Count} of them", $"1 to {MaximumItems}");
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        foreach (var (name, signer) in policy.Signers)
        {
            if (TrustedSignerCheck.Problem(signer) is { } problem) problems.Add($"$.signers['{name}'] {problem}");
            else if (!known.TryAdd(TrustedSignerCheck.Sameness(signer), name)) problems.Add($"$.signers['{name}'] is the same as '{known[TrustedSignerCheck.Sameness(signer)]}': one key or identity cannot count twice");
        }
    }

    private void Rules()
    {
        var signatures = policy.Signatures;
        Named("$.signatures", signatures.Signers, signatures.Needed);
        Enough("$.signatures.logs", signatures.Logs);
        Enough("$.signatures.timestamps", signatures.Timestamps);
        problems.AddRange(WitnessQuorumCheck.Problems("$.signatures.witnesses", signatures.Witnesses));
        if (policy.Provenance is { } provenance) Provenance(provenance);
        if (policy.Sbom is { } sbom) Sbom(sbom);
        if (policy.Tests is { } tests) Tests(tests);
        foreach (var (rule, index) in policy.Attestations.Select((rule, index) => (rule, index))) Attestation($"$.attestations[{index}]", rule);
        Repositories();
        if (policy.Licences is { } licences) Licences(licences);
        if (policy.Summaries is { } summaries) Summaries(summaries);
    }

    private void Provenance(ProvenanceRule rule)
    {
        Require(rule.MinimumLevel is >= 0 and <= 3, "$.provenance.minimumLevel", $"{rule.MinimumLevel}", "0 to 3");
        Some("$.provenance.builders", rule.Builders.Length);
        Some("$.provenance.buildTypes", rule.BuildTypes.Length);
        foreach (var (builder, index) in rule.Builders.Select((builder, index) => (builder, index)))
        {
            Require(builder.Level is >= 0 and <= 3, $"$.provenance.builders[{index}].level", $"{builder.Level}", "0 to 3");
            Named($"$.provenance.builders[{index}]", builder.Signers, 1);
        }

        Require(rule.Builders.IsEmpty || rule.Builders.Any(builder => builder.Level >= rule.MinimumLevel), "$.provenance.minimumLevel", $"{rule.MinimumLevel}, which no builder reaches", "the level of a builder or less");
        foreach (var (name, parameter) in rule.ExternalParameters) Parameter($"$.provenance.externalParameters['{name}']", parameter);
    }

    private void Parameter(string path, ParameterRule rule)
    {
        var said = new[] { rule.Exactly is not null, rule.OneOf is not null, rule.Glob is not null, rule.Members is not null, rule.Any is not null }.Count(one => one);
        Require(said == 1, path, $"{said} of them", "exactly one of equals, oneOf, glob, members, any");
        Require(rule.Any is null or true, path + ".any", "false", "true");
        if (rule.OneOf is { } choices) Some(path + ".oneOf", choices.Length);
        if (rule.Members is null) return;
        foreach (var (name, member) in rule.Members) Parameter($"{path}['{name}']", member);
    }

    private void Sbom(SbomRule rule)
    {
        Named("$.sbom", rule.Signers, 1);
        Some("$.sbom.formats", rule.Formats.Length);
        foreach (var format in rule.Formats) Require(SbomFormats.Known.Contains(format), "$.sbom.formats", $"'{format}'", $"one of {string.Join(", ", SbomFormats.Known)}");
    }

    private void Tests(TestRule rule)
    {
        Named("$.tests", rule.Signers, 1);
        Some("$.tests.required", rule.Required.Length);
        Texts("$.tests.required", rule.Required);
    }

    private void Attestation(string path, AttestationRule rule)
    {
        Named(path, rule.Signers, rule.Needed);
        Require(Uri.TryCreate(rule.PredicateType, UriKind.Absolute, out _), path + ".predicateType", $"'{rule.PredicateType}'", "an absolute URI");
    }

    private void Repositories()
    {
        Texts("$.repositories", policy.Repositories);
        foreach (var repository in policy.Repositories)
            if (RepositoryJudge.Problem(repository) is { } expected) Require(false, "$.repositories", $"'{repository}'", expected);
    }

    private void Licences(LicenceRule rule)
    {
        Some("$.licences.allowed", rule.Allowed.Length);
        foreach (var licence in rule.Allowed)
            Require(SpdxExpression.Read(licence) is { Tree: SpdxTree.Licence, Problems: var found } && found.All(problem => problem.Kind == SpdxProblemKind.Deprecated), "$.licences.allowed", $"'{licence}'", "one SPDX licence identifier, with WITH or without");
    }

    private void Summaries(SummaryRule rule)
    {
        Some("$.summaries.verifiers", rule.Verifiers.Length);
        foreach (var (verifier, index) in rule.Verifiers.Select((verifier, index) => (verifier, index)))
        {
            var path = $"$.summaries.verifiers[{index}]";
            Named(path, verifier.Signers, 1);
            Some(path + ".policies", verifier.Policies.Length);
            Some(path + ".resources", verifier.Resources.Length);
            Texts(path + ".resources", verifier.Resources);
            Require(verifier.MinimumLevel is >= 0 and <= 3, path + ".minimumLevel", $"{verifier.MinimumLevel}", "0 to 3");
        }
    }

    private void Named(string path, ImmutableArray<string> names, int threshold)
    {
        Some(path + ".signers", names.Length);
        foreach (var name in names) Require(policy.Signers.ContainsKey(name), path + ".signers", $"'{name}'", "a name in $.signers");
        Require(names.Distinct(StringComparer.Ordinal).Count() == names.Length, path + ".signers", "a name twice", "each once");
        Require(threshold >= 1 && threshold <= Math.Max(names.Length, 1), path + ".threshold", $"{threshold}", $"1 to {names.Length}");
    }

    private void Enough(string path, Quorum? quorum)
    {
        if (quorum is null) return;
        var most = quorum.From.IsEmpty ? 32 : quorum.From.Distinct(StringComparer.Ordinal).Count();
        Require(quorum.Minimum >= 1 && quorum.Minimum <= most, path + ".minimum", $"{quorum.Minimum}", $"1 to {most}");
        Texts(path + ".from", quorum.From);
    }

    private void Texts(string path, ImmutableArray<string> texts)
    {
        Require(texts.Length <= MaximumItems, path, $"{texts.Length} of them", $"at most {MaximumItems}");
        foreach (var text in texts) Require(text.Length is > 0 and <= 1024, path, $"a text of {text.Length} characters", "1 to 1024");
    }

    private void Some(string path, int count) => Require(count is > 0 and <= MaximumItems, path, $"{count} of them", $"1 to {MaximumItems}");

    private void Require(bool holds, string path, string found, string expected)
    {
        if (!holds) problems.Add($"{path} is {found}, expected {expected}");
    }

    [GeneratedRegex(@"^[a-z0-9]+([._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
