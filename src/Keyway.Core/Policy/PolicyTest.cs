// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts;

namespace Keyway.Policy;

/// <summary>Runs fixtures: every case is decided and compared with what its author expects. Spec: spec/policy §"Fixtures".</summary>
public static class PolicyTest
{
    /// <param name="fixtures">The cases.</param>
    /// <param name="policies">The policies they are about.</param>
    /// <param name="read">Reads an evidence document that the fixtures name by its path.</param>
    /// <exception cref="KeywayException">KW2621: a case's evidence, changed as it says, is none.</exception>
    public static ImmutableArray<PolicyTestResult> Run(PolicyFixtures fixtures, IReadOnlyList<AdmissionPolicy> policies, Func<string, byte[]> read)
    {
        var documents = fixtures.Evidence.ToDictionary(evidence => evidence.Key, evidence => Document(evidence.Value, read), StringComparer.Ordinal);
        return [.. fixtures.Cases.Select(one => Run(one, fixtures, policies, documents[one.Evidence]))];
    }

    private static JsonElement Document(JsonElement evidence, Func<string, byte[]> read)
    {
        if (evidence.ValueKind != JsonValueKind.String) return evidence;
        var path = evidence.GetString()!;
        try
        {
            return JsonElement.Parse(read(path));
        }
        catch (JsonException problem)
        {
            throw Errors.BadEvidence(path, problem.Message, problem);
        }
    }

    private static PolicyTestResult Run(PolicyCase one, PolicyFixtures fixtures, IReadOnlyList<AdmissionPolicy> policies, JsonElement document)
    {
        var changed = one.Change is { } change ? JsonMergePatch.Apply(document, change) : document;
        var evidence = PackageEvidenceJson.Read(JsonSerializer.SerializeToUtf8Bytes(changed, PolicyJson.Readable.JsonElement), $"the evidence of case '{one.Name}'");
        var decision = PolicyEvaluation.Decide(policies, evidence, new(evidence.Repository, evidence.Package, one.Region, one.Environment), one.Now ?? fixtures.Now);
        return new(one.Name, Problem(one, decision), decision);
    }

    private static string? Problem(PolicyCase one, AdmissionDecision decision)
    {
        var refusing = decision.Problems.Select(problem => problem.Finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (decision.IsAdmitted != (one.Expect == ExpectedDecision.Admitted))
            return $"expected {Word(one.Expect == ExpectedDecision.Admitted)}, is {Word(decision.IsAdmitted)}{(refusing.Count > 0 ? $" by {string.Join(", ", refusing)}" : decision.Verdicts.IsEmpty ? ": no policy speaks for it" : "")}";
        if (one.Rules is not { } rules || rules.Order(StringComparer.Ordinal).SequenceEqual(refusing)) return null;
        return $"expected to be refused by {string.Join(", ", rules)}, is by {string.Join(", ", refusing.DefaultIfEmpty("nothing"))}";
    }

    private static string Word(bool admitted) => admitted ? "admitted" : "refused";
}
