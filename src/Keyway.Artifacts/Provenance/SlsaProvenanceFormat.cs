// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>Reads and writes SLSA provenance. Spec: SLSA 1.0 §"Provenance", §"Parsing rules".</summary>
internal static class SlsaProvenanceFormat
{
    private const string Type = PredicateTypes.SlsaProvenance;

    public static SlsaProvenance Read(JsonElement predicate)
    {
        var members = PredicateReading.Open(predicate, Type, "buildDefinition", "runDetails");
        var definition = members.Object("buildDefinition", "buildType", "externalParameters", "internalParameters", "resolvedDependencies");
        var run = members.Object("runDetails", "builder", "metadata", "byproducts");
        var metadata = run.OptionalObject("metadata", "invocationId", "startedOn", "finishedOn");
        return new()
        {
            BuildType = NotEmpty(definition, "buildType"),
            ExternalParameters = definition.Values("externalParameters"),
            InternalParameters = definition.Values("internalParameters"),
            ResolvedDependencies = PredicateReading.Resources(definition, "resolvedDependencies"),
            Builder = Builder(run.Object("builder", "id", "version", "builderDependencies")),
            InvocationId = metadata?.OptionalText("invocationId"),
            StartedOn = metadata?.OptionalTime("startedOn"),
            FinishedOn = metadata?.OptionalTime("finishedOn"),
            Byproducts = PredicateReading.Resources(run, "byproducts"),
        };
    }

    public static JsonElement Write(SlsaProvenance provenance) => StatementWriter.Element(writer =>
    {
        writer.WriteStartObject();
        WriteDefinition(writer, provenance);
        WriteRun(writer, provenance);
        writer.WriteEndObject();
    });

    private static SlsaBuilder Builder(StrictObject members) => new(NotEmpty(members, "id"))
    {
        Version = members.Texts("version"),
        Dependencies = PredicateReading.Resources(members, "builderDependencies"),
    };

    private static string NotEmpty(StrictObject members, string name) => members.Text(name) is { Length: > 0 } text ? text : throw members.Refuse(name, "empty", "a URI");

    private static void WriteDefinition(Utf8JsonWriter writer, SlsaProvenance provenance)
    {
        writer.WriteStartObject("buildDefinition");
        writer.WriteString("buildType", provenance.BuildType);
        StatementWriter.WriteValues(writer, "externalParameters", provenance.ExternalParameters);
        if (!provenance.InternalParameters.IsEmpty) StatementWriter.WriteValues(writer, "internalParameters", provenance.InternalParameters);
        if (!provenance.ResolvedDependencies.IsEmpty) StatementWriter.Write(writer, "resolvedDependencies", provenance.ResolvedDependencies);
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, SlsaProvenance provenance)
    {
        writer.WriteStartObject("runDetails");
        writer.WriteStartObject("builder");
        writer.WriteString("id", provenance.Builder.Id);
        if (!provenance.Builder.Version.IsEmpty) StatementWriter.WriteTexts(writer, "version", provenance.Builder.Version);
        if (!provenance.Builder.Dependencies.IsEmpty) StatementWriter.Write(writer, "builderDependencies", provenance.Builder.Dependencies);
        writer.WriteEndObject();
        if (provenance is not { InvocationId: null, StartedOn: null, FinishedOn: null }) WriteMetadata(writer, provenance);
        if (!provenance.Byproducts.IsEmpty) StatementWriter.Write(writer, "byproducts", provenance.Byproducts);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, SlsaProvenance provenance)
    {
        writer.WriteStartObject("metadata");
        StatementWriter.WriteText(writer, "invocationId", provenance.InvocationId);
        StatementWriter.WriteTime(writer, "startedOn", provenance.StartedOn);
        StatementWriter.WriteTime(writer, "finishedOn", provenance.FinishedOn);
        writer.WriteEndObject();
    }
}
