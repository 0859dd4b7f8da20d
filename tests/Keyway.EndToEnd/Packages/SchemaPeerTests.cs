// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.EndToEnd.Packages;

/// <summary>The checked-in schema, judged by ajv, against our reader over all vectors.</summary>
public sealed class SchemaPeerTests
{
    // What members must say together, and what a JSON parser or a licence list decides: a schema cannot say it.
    private static readonly string[] BeyondSchema =
    [
        "anti-rollback-too-new", "anti-rollback-without-order", "bad-kernel-spec", "firmware-twice", "licence-syntax", "licence-unknown", "member-twice", "payload-of-unsupported-isa",
        "payload-twice", "payload-without-firmware", "promise-before-end-of-life", "region-both", "vermagic-of-another-release",
    ];

    [Fact]
    public async Task The_schema_accepts_what_the_reader_accepts_as_far_as_a_schema_can_say_it()
    {
        var vectors = RepositoryRoot.Combine("spec", "manifest", "vectors");
        var files = Directory.EnumerateFiles(vectors, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

        var run = await JudgeAsync(files);

        var expected = files.Select(file => $"{(IsReadable(file) || BeyondSchema.Contains(Path.GetFileNameWithoutExtension(file)) ? "valid" : "invalid")} {file}");
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Migrated_manifests_are_valid()
    {
        using TemporaryDirectory directory = new();
        List<string> files = [];
        foreach (var vector in Directory.EnumerateFiles(RepositoryRoot.Combine("spec", "manifest", "vectors", "valid")))
        {
            files.Add(directory.Combine(Path.GetFileName(vector)));
            await File.WriteAllBytesAsync(files[^1], ManifestJson.Write(ManifestFile.Read(vector, vector).OrRefuse()), TestContext.Current.CancellationToken);
        }

        var run = await JudgeAsync(files);

        Assert.DoesNotContain("invalid ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_config_schema_accepts_what_we_write_and_refuses_escapes()
    {
        using TemporaryDirectory directory = new();
        var sound = RepositoryRoot.Combine("spec", "package", "vectors", "valid", "config.json");
        var hostile = directory.Combine("hostile.json");
        var text = await File.ReadAllTextAsync(sound, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(hostile, text.Replace("userspace/libkw.so.1.0", "userspace/../../etc/passwd", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await JudgeAsync([sound, hostile], "package");

        Assert.Equal($"valid {sound}\ninvalid {hostile}\n", run.Output);
    }

    [Fact]
    public async Task The_audit_schema_accepts_all_valid_vectors_and_what_it_refuses_is_refused_by_the_reader()
    {
        var vectors = RepositoryRoot.Combine("spec", "audit", "vectors");
        var readable = Directory.EnumerateFiles(Path.Combine(vectors, "invalid")).Where(file => !file.Contains("empty", StringComparison.Ordinal) && !file.Contains("truncated", StringComparison.Ordinal)).ToList();
        var valid = Directory.EnumerateFiles(Path.Combine(vectors, "valid")).ToList();

        var run = await JudgeAsync([.. valid, .. readable], "audit");

        Assert.All(valid, file => Assert.Contains($"valid {file}", run.Output.Split('\n')));
        string[] formOnly = ["white-space", "line-end", "other-order", "duplicate-member", "escaped"];
        var expected = readable.Where(file => !formOnly.Contains(Path.GetFileNameWithoutExtension(file))).Select(file => $"invalid {file}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Output.Split('\n').Where(line => line.StartsWith("invalid", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static bool IsReadable(string file) => ManifestFile.Read(file, file).Manifest is not null;

    internal static async Task<ProgramRun> JudgeAsync(IEnumerable<string> files, string spec = "manifest")
    {
        await Peer.RequireProgramAsync("node", "--version");
        await Peer.RequireProgramAsync("npm", "--version");
        var judge = RepositoryRoot.Combine("eng", "peers", "ajv");
        if (!Directory.Exists(Path.Combine(judge, "node_modules"))) await ProgramRun.SucceedsAsync("npm", ["ci", "--no-audit", "--no-fund"], judge);
        return await ProgramRun.SucceedsAsync("node", [Path.Combine(judge, "judge.js"), RepositoryRoot.Combine("spec", spec, "schema.json"), .. files]);
    }
}
