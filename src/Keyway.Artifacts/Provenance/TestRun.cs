// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>One run of a test suite: the predicate <see cref="PredicateTypes.TestResult"/>. Spec: in-toto attestation, predicate "Test Result" 0.1.</summary>
public sealed record TestRun
{
    private static readonly string[] Known = ["result", "configuration", "url", "passedTests", "warnedTests", "failedTests"];

    public required TestOutcome Outcome { get; init; }

    /// <summary>What the tests were run with.</summary>
    public required ImmutableArray<ResourceDescriptor> Configuration { get; init; }

    /// <summary>Where the run can be seen.</summary>
    public string? Url { get; init; }

    public ImmutableArray<string> Passed { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<string> Warned { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<string> Failed { get => field.IsDefault ? [] : field; init; }

    /// <summary>Reads a predicate that a verified statement carries.</summary>
    /// <exception cref="KeywayException">KW2602: not of this type, or a result that its own lists contradict.</exception>
    public static TestRun Read(JsonElement predicate)
    {
        var members = PredicateReading.Open(predicate, PredicateTypes.TestResult, Known);
        members.Required("configuration");
        TestRun read = new()
        {
            Outcome = ReadOutcome(members),
            Configuration = PredicateReading.Resources(members, "configuration"),
            Url = members.OptionalText("url"),
            Passed = PredicateReading.Names(members, "passedTests"),
            Warned = PredicateReading.Names(members, "warnedTests"),
            Failed = PredicateReading.Names(members, "failedTests"),
        };
        return read.Outcome == TestOutcome.Failed || read.Failed.IsEmpty ? read : throw members.Refuse("result", $"'{Word(read.Outcome)}' with failed tests", "'FAILED'");
    }

    /// <summary>The predicate of a statement; the same value always gives the same text.</summary>
    public JsonElement ToPredicate() => StatementWriter.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("result", Word(Outcome));
        StatementWriter.Write(writer, "configuration", Configuration);
        StatementWriter.WriteText(writer, "url", Url);
        StatementWriter.WriteNames(writer, "passedTests", Passed);
        StatementWriter.WriteNames(writer, "warnedTests", Warned);
        StatementWriter.WriteNames(writer, "failedTests", Failed);
        writer.WriteEndObject();
    });

    private static TestOutcome ReadOutcome(StrictObject members) => members.Text("result") switch
    {
        "PASSED" => TestOutcome.Passed,
        "WARNED" => TestOutcome.Warned,
        "FAILED" => TestOutcome.Failed,
        var other => throw members.Refuse("result", $"'{other}'", "'PASSED', 'WARNED' or 'FAILED'"),
    };

    private static string Word(TestOutcome outcome) => outcome.ToString().ToUpperInvariant();
}
