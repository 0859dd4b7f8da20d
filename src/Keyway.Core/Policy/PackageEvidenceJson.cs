// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>Evidence as a document: for fixtures, and to decide later or elsewhere what was gathered here. Spec: spec/policy §"Evidence".</summary>
public static class PackageEvidenceJson
{
    /// <summary>The largest document: SBOM attestations are part of it.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <exception cref="KeywayException">KW2621: not evidence.</exception>
    public static PackageEvidence Read(ReadOnlySpan<byte> bytes, string document)
    {
        if (bytes.Length > MaximumBytes) throw Errors.BadEvidence(document, $"it has {bytes.Length} bytes, more than {MaximumBytes}");
        try
        {
            var evidence = JsonSerializer.Deserialize(bytes, PolicyJson.Readable.PackageEvidence) ?? throw Errors.BadEvidence(document, "it is null");
            ListItems.DemandValues(bytes, "bundles");
            return evidence.Index.IsNone ? throw Errors.BadEvidence(document, "it has no index") : evidence;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Errors.BadEvidence(document, AdmissionPolicyReader.Explain(problem), problem);
        }
    }

    /// <summary>Indented, members in the order of the spec, one newline at the end.</summary>
    public static byte[] Write(PackageEvidence evidence) => [.. JsonSerializer.SerializeToUtf8Bytes(evidence, PolicyJson.Readable.PackageEvidence), (byte)'\n'];
}
