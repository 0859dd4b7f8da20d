// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Compatibility;
using Keyway.Resolution.Ladders;

namespace Keyway.Resolution.Planning;

/// <summary>A plan as a JSON document. Spec: spec/plan §"Document", schema.json.</summary>
public static class PlanJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8, two spaces, a final line feed.</summary>
    public static byte[] Write(RolloutPlan plan)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 1);
            WriteAll(writer, "hosts", plan.Hosts, WriteHost);
            WriteAll(writer, "domains", plan.Domains, WriteDomain);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteHost(Utf8JsonWriter writer, HostPlan host)
    {
        writer.WriteString("host", host.Host);
        writer.WriteString("because", host.Because);
        if (host.Package is not null) WriteChoice(writer, host);
        WriteAll(writer, "findings", host.Findings, WriteFinding);
    }

    private static void WriteChoice(Utf8JsonWriter writer, HostPlan host)
    {
        writer.WriteStartObject("package");
        writer.WriteString("name", host.Package!.Manifest.Package);
        writer.WriteString("version", host.Package.Manifest.Version);
        writer.WriteString("source", host.Package.Source);
        writer.WriteString("index", host.Package.Index.Digest.ToString());
        writer.WriteString("manifest", host.Build!.Manifest.Digest.ToString());
        writer.WriteEndObject();
        WriteAll(writer, "firmware", host.Firmware, WriteBatch);
        writer.WriteString("disruption", Disturbance.Word(host.Disruption));
        writer.WriteNumber("reboots", host.FirmwareCost.Reboots);
        writer.WriteString("drain", host.Drain switch { DrainNeed.None => "none", DrainNeed.Needed => "needed", _ => "unknown" });
        writer.WriteString("drainBecause", host.DrainBecause);
        WriteAll(writer, "layers", host.Layers, WriteLayer);
        writer.WriteNumber("fetchBytes", host.FetchBytes);
    }

    private static void WriteBatch(Utf8JsonWriter writer, LadderBatch batch)
    {
        WriteAll(writer, "steps", batch.Steps, WriteStep);
        writer.WriteString("activation", Disturbance.Word(batch.Activation));
    }

    private static void WriteStep(Utf8JsonWriter writer, LadderStep step)
    {
        writer.WriteString("component", step.Component);
        writer.WriteString("from", step.From.Text);
        writer.WriteString("to", step.Rung.Revision.Text);
        if (step.Floor == FloorChange.Raised) writer.WriteString("raisesFloorTo", step.Rung.Floor!.Text);
        if (step.Rung.Origin is not { } origin) return;
        writer.WriteString("source", origin.Source);
        writer.WriteString("index", origin.Index.ToString());
        writer.WriteString("file", origin.File);
        writer.WriteString("sha256", origin.Sha256.ToString()["sha256:".Length..]);
        writer.WriteString("layer", origin.Layer.ToString());
    }

    private static void WriteLayer(Utf8JsonWriter writer, PlannedLayer layer)
    {
        writer.WriteString("source", layer.Source);
        writer.WriteString("title", layer.Title);
        writer.WriteString("digest", layer.Digest.ToString());
        writer.WriteNumber("size", layer.Size);
        writer.WriteBoolean("isPresent", layer.IsPresent);
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("check", finding.Check);
        writer.WriteString("outcome", finding.Outcome switch { Outcome.Ok => "ok", Outcome.Warn => "warn", Outcome.Unknown => "unknown", _ => "fail" });
        writer.WriteString("reason", finding.Reason);
        if (finding.Fact is { } fact) writer.WriteString("fact", fact.ToString());
        if (finding.Source is { } source) writer.WriteString("source", source);
        if (!finding.Details.IsEmpty) WriteAll(writer, "details", finding.Details, WriteFinding);
    }

    private static void WriteDomain(Utf8JsonWriter writer, DomainPlan domain)
    {
        writer.WriteString("clusterUuid", domain.ClusterUuid);
        writer.WriteString("clique", domain.Clique);
        WriteTexts(writer, "members", domain.Members);
        WriteShared(writer, "shared", domain.Shared);
        WriteAll(writer, "blocking", domain.Blocking, WriteBlocking);
        WriteShared(writer, "heldBackFrom", domain.HeldBackFrom);
        WriteAll(writer, "heldBackBy", domain.HeldBackBy, WriteBlocking);
    }

    private static void WriteShared(Utf8JsonWriter writer, string name, SharedAxes? shared)
    {
        if (shared is null) return;
        writer.WriteStartObject(name);
        writer.WriteString("package", shared.Package);
        writer.WriteString("driver", shared.Driver);
        WriteTexts(writer, "firmware", shared.Firmware);
        writer.WriteString("profile", shared.Profile);
        writer.WriteEndObject();
    }

    private static void WriteBlocking(Utf8JsonWriter writer, BlockingMember member)
    {
        writer.WriteString("host", member.Host);
        writer.WriteString("because", member.Because);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
