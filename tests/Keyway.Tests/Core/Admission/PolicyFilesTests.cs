// SPDX-License-Identifier: Apache-2.0

using Keyway.Admission;
using Keyway.Artifacts;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Admission;

public sealed class PolicyFilesTests
{
    private static readonly string Vectors = RepositoryRoot.Combine("spec", "policy", "vectors");

    [Fact]
    public void Directory_of_policies_is_read_in_order()
    {
        var policies = PolicyFiles.Read(Path.Combine(Vectors, "valid"));

        Assert.Equal(["exact", "least", "production-eu", "repositories"], policies.Select(policy => policy.Name));
    }

    [Fact]
    public void One_bad_policy_refuses_all()
    {
        using TemporaryDirectory directory = new();
        File.Copy(Path.Combine(Vectors, "valid", "least.json"), directory.Combine("a.json"));
        File.Copy(Path.Combine(Vectors, "hostile", "threshold-zero.json"), directory.Combine("b.json"));

        var refusal = Assert.Throws<KeywayException>(() => PolicyFiles.Read(directory.Path));

        Golden.Verify("errors/policy-threshold-zero.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void Empty_directory_and_absent_file_are_no_policy()
    {
        using TemporaryDirectory directory = new();

        Golden.Verify("errors/policy-none.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => PolicyFiles.Read(directory.Path)), (directory.Path, "DIR")));
        Assert.Equal("KW2650", Assert.Throws<KeywayException>(() => PolicyFiles.Read(directory.Combine("absent.json"))).Code.Id);
        Assert.Equal("KW2650", Assert.Throws<KeywayException>(() => PolicyFiles.Test(directory.Combine("absent.json"))).Code.Id);
        Assert.Equal("KW2650", Assert.Throws<KeywayException>(() => PolicyFiles.ReadEvidence(directory.Combine("absent.json"))).Code.Id);
    }

    [Fact]
    public void More_policies_than_any_site_has_are_refused()
    {
        var policy = Path.Combine(Vectors, "valid", "least.json");

        Golden.Verify("errors/policy-too-many.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => PolicyFiles.Read(Enumerable.Repeat(policy, 1025)))));
    }

    [Fact]
    public void Fixtures_on_disk_are_run_with_the_policies_and_evidence_beside_them()
    {
        var results = PolicyFiles.Test(Path.Combine(Vectors, "decisions", "fixtures.json"));

        Assert.All(results, result => Assert.Equal("", result.Problem ?? ""));
        Assert.True(results.Length > 70);
    }

    [Theory]
    [InlineData("not-json", "{")]
    [InlineData("version", """{"schemaVersion":2,"policies":["p"],"now":"2026-11-24T12:00:00Z","evidence":{"e":{}},"cases":[{"name":"a","evidence":"e","expect":"refused"}]}""")]
    [InlineData("no-policy", """{"schemaVersion":1,"policies":[],"now":"2026-11-24T12:00:00Z","evidence":{"e":{}},"cases":[{"name":"a","evidence":"e","expect":"refused"}]}""")]
    [InlineData("no-case", """{"schemaVersion":1,"policies":["p"],"now":"2026-11-24T12:00:00Z","evidence":{"e":{}},"cases":[]}""")]
    [InlineData("evidence-unknown", """{"schemaVersion":1,"policies":["p"],"now":"2026-11-24T12:00:00Z","evidence":{},"cases":[{"name":"a","evidence":"e","expect":"refused"}]}""")]
    [InlineData("case-twice", """{"schemaVersion":1,"policies":["p"],"now":"2026-11-24T12:00:00Z","evidence":{"e":{}},"cases":[{"name":"a","evidence":"e","expect":"refused"},{"name":"a","evidence":"e","expect":"refused"}]}""")]
    [InlineData("expect-other", """{"schemaVersion":1,"policies":["p"],"now":"2026-11-24T12:00:00Z","evidence":{"e":{}},"cases":[{"name":"a","evidence":"e","expect":"maybe"}]}""")]
    public void What_are_no_fixtures_is_refused(string name, string json)
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory.Combine("fixtures.json"), json);

        Golden.Verify($"errors/policy-fixtures-{name}.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => PolicyFiles.Test(directory.Combine("fixtures.json")))));
    }

    [Theory]
    [InlineData("not-json", "{")]
    [InlineData("index-absent", """{"repository":"r"}""")]
    [InlineData("index-null", """{"repository":"r","index":null}""")]
    [InlineData("member-unknown", """{"repository":"r","index":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","signed":true}""")]
    [InlineData("signer-kind", """{"repository":"r","index":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","bundles":{"a":{"bundle":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","subjects":[],"signer":{"kind":"trustme"}}}}""")]
    public void What_is_no_evidence_is_refused(string name, string json)
    {
        using TemporaryDirectory directory = new();
        File.WriteAllText(directory.Combine("evidence.json"), json);

        Golden.Verify($"errors/policy-evidence-{name}.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => PolicyFiles.ReadEvidence(directory.Combine("evidence.json")))));
    }

    [Fact]
    public void Case_that_comes_out_differently_says_how()
    {
        using TemporaryDirectory directory = new();
        File.Copy(Path.Combine(Vectors, "valid", "least.json"), directory.Combine("policy.json"));
        File.Copy(Path.Combine(Vectors, "valid", "production-eu.json"), directory.Combine("eu.json"));
        File.Copy(Path.Combine(Vectors, "decisions", "evidence.json"), directory.Combine("evidence.json"));
        File.WriteAllText(directory.Combine("fixtures.json"), """
            {"schemaVersion":1,"policies":["policy.json"],"now":"2026-11-24T12:00:00Z","evidence":{"e":"evidence.json"},"cases":[
              {"name":"admits","evidence":"e","expect":"refused"},
              {"name":"refuses","evidence":"e","change":{"bundles":null},"expect":"admitted"},
              {"name":"for another reason","evidence":"e","change":{"bundles":null},"expect":"refused","rules":["clock"]}]}
            """);

        var results = PolicyFiles.Test(directory.Combine("fixtures.json"));

        Assert.Equal(
            [
                "expected refused, is admitted",
                "expected admitted, is refused by signatures.threshold",
                "expected to be refused by clock, is by signatures.threshold",
            ],
            results.Select(result => result.Problem));
    }
}
