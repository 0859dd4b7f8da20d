// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.EndToEnd.Packages;
using Keyway.Policy;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Policy;

/// <summary>The schema of policies, judged by ajv, against our reader over all vectors.</summary>
public sealed class PolicySchemaTests
{
    // Names that must be there, keys, licence lists and duplicates: a schema cannot say it.
    private static readonly string[] BeyondSchema =
    [
        "attestation-threshold", "builder-of-strangers", "key-damaged", "key-twice", "level-unreachable", "licence-expression", "licence-unknown", "member-twice", "quorum-unreachable",
        "signatures-of-strangers", "threshold-unreachable", "window-inverted",
        "witness-damaged", "witness-log-key", "witness-of-two-names",
    ];

    [Fact]
    public async Task The_schema_accepts_what_the_reader_accepts_as_far_as_a_schema_can_say_it()
    {
        var vectors = RepositoryRoot.Combine("spec", "policy", "vectors");
        var files = new[] { "valid", "hostile" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(vectors, folder))).Order(StringComparer.Ordinal).ToList();

        var run = await SchemaPeerTests.JudgeAsync(files, "policy");

        var expected = files.Select(file => $"{(IsReadable(file) || BeyondSchema.Contains(Path.GetFileNameWithoutExtension(file)) ? "valid" : "invalid")} {file}");
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsReadable(string file)
    {
        try
        {
            _ = AdmissionPolicyReader.Read(File.ReadAllBytes(file), file);
            return true;
        }
        catch (KeywayException)
        {
            return false;
        }
    }
}
