// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Artifacts.Transparency;
using Keyway.Policy;
using Keyway.Tests.Artifacts.Transparency;
using Keyway.Tests.Fixtures;
using Keyway.Tests.Threats;

namespace Keyway.Tests.Core.Admission;

/// <summary>Quorums of witnesses, from the cosignature on the log's checkpoint to the decision.</summary>
public sealed class WitnessGateTests
{
    private static readonly NoteSigner North = Witness("north.example", 21);
    private static readonly NoteSigner South = Witness("south.example", 22);

    [Fact]
    public async Task Package_whose_log_enough_witnesses_saw_is_admitted()
    {
        await using var scene = await SceneAsync(2, Lines(South, North, Witness("other.example", 23)));

        var (decision, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        Assert.True(decision.OrRefuse().IsAdmitted);
        Assert.All(evidence.Bundles.Values, bundle => Assert.Equal([$"{North.Key}", $"{South.Key}"], Assert.Single(bundle.Logs).Witnesses));
    }

    [Fact]
    public async Task Missing_witness_is_refused()
    {
        await using var scene = await SceneAsync(2, Lines(North));

        Assert.Contains($"1 witnesses, needed 2 of {North.Key}, {South.Key}", await RefusalAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_that_no_witness_saw_is_refused()
    {
        await using var scene = await SceneAsync(1, _ => "");

        Assert.Contains("0 witnesses, needed 1 of", await RefusalAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Witness_with_two_lines_counts_once()
    {
        await using var scene = await SceneAsync(2, Lines(North, North, Witness("north.example", 21, 60)));

        Assert.Contains("1 witnesses, needed 2 of", await RefusalAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Witness_that_the_policy_does_not_name_counts_for_nothing()
    {
        await using var scene = await SceneAsync(2, Lines(North, Witness("other.example", 23), Witness("south.example", 24)));

        Assert.Contains("1 witnesses, needed 2 of", await RefusalAsync(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cosignature_that_does_not_hold_refuses_the_bundle()
    {
        await using var scene = await SceneAsync(1, text => Lines(North)(text) + Lines(South)(text.Replace("rekor2", "rekor3", StringComparison.Ordinal)));

        var (decision, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        Assert.False(decision.IsAdmitted);
        Assert.Empty(evidence.Bundles);
        Assert.All(decision.Refused, refused => Assert.Equal("KW2163", refused.Code));
        Assert.Contains("has a line of the witness south.example", decision.Refused[0].Reason, StringComparison.Ordinal);
        await scene.RefusedOnRecordAsync(decision, "KW2163");
    }

    [Fact]
    public async Task Witnesses_of_two_checkpoints_are_not_added_up()
    {
        await using var scene = await SceneAsync(2, Lines(North, South));
        var (_, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        Assert.True(Decide(scene, evidence, [North, South], []).IsAdmitted);
        Assert.Contains("1 witnesses, needed 2", Text(Decide(scene, evidence, [North], [South])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_whose_checkpoint_too_few_saw_is_not_counted()
    {
        await using var scene = await SceneAsync(1, Lines(North), logs: 2);
        var (_, evidence) = await scene.DecideAsync(await scene.PublishAsync());

        Assert.True(Decide(scene, evidence, [North], [South]).IsAdmitted);
        Assert.Contains("1 cosigned logs, needed 2", Text(Decide(scene, evidence, [North], [])), StringComparison.Ordinal);
    }

    private static NoteSigner Witness(string name, byte seed, int later = 0)
    {
        var key = LogDirectory.Key(seed);
        return new(NoteKey.OfWitness(name, key.PublicKey), key, new FixedTime(FixedTime.Default.GetUtcNow().AddSeconds(later)));
    }

    private static Func<string, string> Lines(params NoteSigner[] witnesses) => text => string.Concat(witnesses.Select(witness =>
        Encoding.UTF8.GetString(SignedNote.FormatLine(witness.SignAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).GetAwaiter().GetResult()))));

    private static async Task<SignedScene> SceneAsync(int minimum, Func<string, string> lines, int logs = 1)
    {
        var scene = await SignedScene.CreateAsync();
        scene.Sigstore.LogV2.Cosign = lines;
        scene.Policy = policy =>
        {
            policy["signatures"]!["witnesses"] = new JsonObject { ["minimum"] = minimum, ["from"] = new JsonArray($"{North.Key}", $"{South.Key}") };
            policy["signatures"]!["logs"]!["minimum"] = logs;
        };
        return scene;
    }

    private static async Task<string> RefusalAsync(SignedScene scene)
    {
        var (decision, _) = await scene.DecideAsync(await scene.PublishAsync());
        await scene.RefusedOnRecordAsync(decision, "signatures.threshold");
        return Text(decision);
    }

    private static string Text(AdmissionDecision decision)
    {
        Assert.False(decision.IsAdmitted);
        return string.Join('\n', decision.Problems.Where(problem => problem.Finding.Rule == "signatures.threshold").Select(problem => problem.Finding.Found));
    }

    // The same evidence as if every bundle were in two logs with these witnesses.
    private static AdmissionDecision Decide(SignedScene scene, PackageEvidence evidence, ImmutableArray<NoteSigner> one, ImmutableArray<NoteSigner> other)
    {
        ImmutableArray<LogInclusion> logs = [Inclusion("https://one.example", one), Inclusion("https://other.example", other)];
        var changed = evidence with { Bundles = evidence.Bundles.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with { Logs = logs }, StringComparer.Ordinal) };
        return PolicyEvaluation.Decide([scene.ReadPolicy()], changed, new(evidence.Repository, evidence.Package), scene.Sigstore.Clock.Now);
    }

    private static LogInclusion Inclusion(string log, ImmutableArray<NoteSigner> witnesses) => new(log, 0) { Witnesses = [.. witnesses.Select(witness => $"{witness.Key}")] };
}
