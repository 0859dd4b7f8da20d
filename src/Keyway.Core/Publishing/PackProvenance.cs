// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Artifacts;
using Keyway.Artifacts.Provenance;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>SLSA provenance of a package: its manifest's build record and the run that built it. The same two always give the same bytes. Spec: spec/provenance.</summary>
public static class PackProvenance
{
    /// <summary>The build type.</summary>
    public const string BuildType = "urn:keyway:build:pack:v1";

    /// <exception cref="KeywayException">KW2610: nobody says which builder; KW2611: the source is no commit.</exception>
    public static SlsaProvenance Of(DriverManifest manifest, IEnumerable<Isa> isas, BuildRun run)
    {
        if (run.BuilderId is not { } builder || !Uri.TryCreate(builder, UriKind.Absolute, out _)) throw Errors.NoBuilder(run.BuilderId);
        return new()
        {
            BuildType = BuildType,
            ExternalParameters = External(manifest, isas, run),
            InternalParameters = Internal(manifest.Build),
            ResolvedDependencies = [.. Source(manifest, run), .. manifest.Firmware.Select(image => new ResourceDescriptor { Name = $"firmware/{image.File}", Digest = DigestSet.Of(image.Sha256) })],
            Builder = new(builder),
            InvocationId = run.InvocationId,
            StartedOn = run.StartedOn,
            FinishedOn = run.FinishedOn,
        };
    }

    private static ImmutableSortedDictionary<string, JsonElement> External(DriverManifest manifest, IEnumerable<Isa> isas, BuildRun run)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        parameters.Add("package", Element(JsonValue.Create(manifest.Package)));
        parameters.Add("version", Element(JsonValue.Create(manifest.Version)));
        parameters.Add("isas", Element(Texts(isas.Select(isa => isa.Word()))));
        if (Repository(manifest, run) is { } repository) parameters.Add("source", Element(run.Ref is null ? new JsonObject { ["repository"] = repository } : new JsonObject { ["repository"] = repository, ["ref"] = run.Ref }));
        if (run.Workflow is { } workflow) parameters.Add("workflow", Element(JsonValue.Create(workflow)));
        return parameters.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, JsonElement> Internal(BuildRecord? build)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        if (build is null) return parameters.ToImmutable();
        if (!build.Toolchain.IsEmpty) parameters.Add("toolchain", Element(new JsonObject(build.Toolchain.Select(pair => KeyValuePair.Create(pair.Key.Word(), (JsonNode?)pair.Value)))));
        if (!build.Cflags.IsEmpty) parameters.Add("cflags", Element(Texts(build.Cflags)));
        if (!build.Ldflags.IsEmpty) parameters.Add("ldflags", Element(Texts(build.Ldflags)));
        if (build.SourceDateEpoch is { } epoch) parameters.Add("sourceDateEpoch", Element(JsonValue.Create(epoch)));
        return parameters.ToImmutable();
    }

    private static IEnumerable<ResourceDescriptor> Source(DriverManifest manifest, BuildRun run)
    {
        if (Repository(manifest, run) is not { } repository) yield break;
        var commit = run.Commit ?? manifest.Build?.Source?.Revision;
        if (commit is null || !IsCommit(commit)) throw Errors.NoCommit(repository, commit);
        var address = repository.StartsWith("git+", StringComparison.Ordinal) ? repository : "git+" + repository;
        yield return new() { Uri = run.Ref is null ? address : $"{address}@{run.Ref}", Digest = DigestSet.OfGitCommit(commit) };
    }

    private static string? Repository(DriverManifest manifest, BuildRun run) => run.Repository ?? manifest.Build?.Source?.Repository;

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
