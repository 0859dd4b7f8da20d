// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Resolution;

namespace Keyway.Tests.Core.Resolution;

/// <summary>The law behind resolving a fleet: a question reads of a host what it declares, and nothing else.</summary>
public sealed class QuestionTests
{
    [Fact]
    public void No_question_reads_more_than_it_declares()
    {
        Random random = new(20261124);
        Dictionary<string, int> asked = [];
        for (var round = 0; round < 1500; round++)
        {
            var inquiry = new Inquiry(KleeneTests.Package(random).Build(), KleeneTests.Facts(random), ResolverTests.HostSymbols, KleeneTests.Policy);
            foreach (var question in Checks.Questions(inquiry))
            {
                var narrow = inquiry with { Facts = Kept(inquiry.Facts, question), Symbols = question.ReadsSymbols ? inquiry.Symbols : null, WantsReasons = false };
                Assert.True(question.Ask(inquiry).Outcome == question.Ask(narrow).Outcome, $"round {round}: {question.Check} reads more than {string.Join(", ", question.Reads)}");
                asked[question.Check] = asked.GetValueOrDefault(question.Check) + 1;
            }
        }

        Assert.Equal(["axis", "firmware", "gpu", "host", "isa", "modules", "region", "support", "version"], asked.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_worst_part_of_a_question_is_its_answer()
    {
        Random random = new(7);
        var compared = 0;
        for (var round = 0; round < 500; round++)
        {
            var inquiry = new Inquiry(KleeneTests.Package(random).Build(), KleeneTests.Facts(random), ResolverTests.HostSymbols, KleeneTests.Policy);
            foreach (var question in Checks.Questions(inquiry).Where(question => !question.Parts.IsEmpty))
            {
                Assert.Equal(question.Ask(inquiry).Outcome, question.Parts.Max(part => part.Ask(inquiry).Outcome));
                compared++;
            }
        }

        Assert.True(compared > 100);
    }

    [Fact]
    public void Questions_with_equal_demands_have_equal_answers()
    {
        Random random = new(3);
        Dictionary<(string, string, string), Outcome> seen = [];
        var repeated = 0;
        for (var round = 0; round < 3000; round++)
        {
            var inquiry = new Inquiry(KleeneTests.Package(random).Build(), KleeneTests.Facts(random), ResolverTests.HostSymbols, KleeneTests.Policy);
            foreach (var question in Checks.Questions(inquiry).Where(question => !question.Reads.IsEmpty))
            {
                var key = (question.Check, $"{inquiry.IsaWord} {question.Demand()}", string.Join('\n', question.Reads.Select(read => $"{read.Name}={read.From(inquiry.Facts)?.ToString() ?? "unknown"}")));
                var outcome = question.Ask(inquiry).Outcome;
                if (question.Check != "isa" && !seen.TryAdd(key, outcome)) Assert.True(seen[key] == outcome, $"{key} was {seen[key]} and is {outcome}");
                else continue;
                repeated++;
            }
        }

        Assert.True(repeated > 3000);
    }

    private static HostFacts Kept(HostFacts facts, Question question)
    {
        var kept = HostFacts.Empty;
        foreach (var read in question.Reads)
            if (read.From(facts) is { } value) kept = kept.With(read.Name, facts.Find(read.Name)! with { Value = value });
        return kept;
    }
}
