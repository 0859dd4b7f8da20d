// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>Reads and writes verification summaries. Spec: SLSA 1.0 §"Verification Summary Attestation".</summary>
internal static class VerificationSummaryFormat
{
    private static readonly string[] Known =
    [
        "verifier", "timeVerified", "resourceUri", "policy", "inputAttestations", "verificationResult", "verifiedLevels", "dependencyLevels", "slsaVersion",
    ];

    public static VerificationSummary Read(JsonElement predicate)
    {
        var members = PredicateReading.Open(predicate, PredicateTypes.VerificationSummary, Known);
        var verifier = members.Object("verifier", "id", "version");
        members.Required("verifiedLevels");
        VerificationSummary read = new()
        {
            VerifierId = verifier.Text("id"),
            VerifierVersion = verifier.Texts("version"),
            TimeVerified = members.OptionalTime("timeVerified") ?? throw members.Refuse("timeVerified", "absent", "present"),
            ResourceUri = members.Text("resourceUri"),
            Policy = ResourceDescriptorReader.Read(members.Item("policy")),
            InputAttestations = PredicateReading.Resources(members, "inputAttestations"),
            Outcome = Outcome(members),
            VerifiedLevels = PredicateReading.Names(members, "verifiedLevels"),
            SlsaVersion = members.OptionalText("slsaVersion"),
        };
        return Problem(read) is { } problem ? throw members.Refuse("verifiedLevels", problem, "one level a track, and FAILED exactly when the result is") : read;
    }

    public static JsonElement Write(VerificationSummary summary) => StatementWriter.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("verifier");
        writer.WriteString("id", summary.VerifierId);
        if (!summary.VerifierVersion.IsEmpty) StatementWriter.WriteTexts(writer, "version", summary.VerifierVersion);
        writer.WriteEndObject();
        StatementWriter.WriteTime(writer, "timeVerified", summary.TimeVerified);
        writer.WriteString("resourceUri", summary.ResourceUri);
        writer.WritePropertyName("policy");
        StatementWriter.Write(writer, summary.Policy);
        if (!summary.InputAttestations.IsEmpty) StatementWriter.Write(writer, "inputAttestations", summary.InputAttestations);
        writer.WriteString("verificationResult", summary.Outcome == VerificationOutcome.Passed ? "PASSED" : "FAILED");
        StatementWriter.WriteNames(writer, "verifiedLevels", summary.VerifiedLevels);
        StatementWriter.WriteText(writer, "slsaVersion", summary.SlsaVersion);
        writer.WriteEndObject();
    });

    private static VerificationOutcome Outcome(StrictObject members) => members.Text("verificationResult") switch
    {
        "PASSED" => VerificationOutcome.Passed,
        "FAILED" => VerificationOutcome.Failed,
        var other => throw members.Refuse("verificationResult", $"'{other}'", "'PASSED' or 'FAILED'"),
    };

    private static string? Problem(VerificationSummary summary)
    {
        var levels = summary.VerifiedLevels.Where(level => VerificationSummary.BuildLevelOf(level) is not null).ToList();
        if (levels.Count > 1) return $"several build levels ({string.Join(", ", levels)})";
        return summary.VerifiedLevels.Contains("FAILED") && summary.Outcome == VerificationOutcome.Passed ? "FAILED in a summary that passed" : null;
    }
}
