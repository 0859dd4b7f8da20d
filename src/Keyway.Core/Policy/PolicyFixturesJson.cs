// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>Reads a file of fixtures strictly.</summary>
public static class PolicyFixturesJson
{
    /// <summary>The largest document.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <exception cref="KeywayException">KW2622: not fixtures.</exception>
    public static PolicyFixtures Read(ReadOnlySpan<byte> bytes, string document)
    {
        if (bytes.Length > MaximumBytes) throw Errors.BadFixtures(document, $"it has {bytes.Length} bytes, more than {MaximumBytes}");
        var fixtures = Parse(bytes, document);
        return Problem(fixtures) is { } problem ? throw Errors.BadFixtures(document, problem) : fixtures;
    }

    private static PolicyFixtures Parse(ReadOnlySpan<byte> bytes, string document)
    {
        try
        {
            var read = JsonSerializer.Deserialize(bytes, PolicyJson.Readable.PolicyFixtures) ?? throw Errors.BadFixtures(document, "it is null");
            // Maps may hold null here: a case changes evidence by a merge patch.
            ListItems.DemandValues(bytes);
            return read;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Errors.BadFixtures(document, AdmissionPolicyReader.Explain(problem), problem);
        }
    }

    private static string? Problem(PolicyFixtures fixtures)
    {
        if (fixtures.SchemaVersion != 1) return $"$.schemaVersion is {fixtures.SchemaVersion}, expected 1";
        if (fixtures.Policies.IsEmpty) return "$.policies names no policy";
        if (fixtures.Cases.IsEmpty) return "$.cases has no case, and a test that tests nothing cannot fail";
        if (fixtures.Cases.FirstOrDefault(one => !fixtures.Evidence.ContainsKey(one.Evidence)) is { } nameless) return $"case '{nameless.Name}' names the evidence '{nameless.Evidence}', which $.evidence does not have";
        return fixtures.Cases.GroupBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"two cases are called '{twice.Key}'" : null;
    }
}
