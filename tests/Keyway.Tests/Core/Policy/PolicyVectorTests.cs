// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Policy;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Policy;

/// <summary>The vectors of spec/policy: documents to read and to refuse, and decisions that every implementation must come to.</summary>
public sealed class PolicyVectorTests
{
    private static readonly PolicyFixtures Fixtures = PolicyFixturesJson.Read(Read("decisions", "fixtures.json"), "fixtures.json");

    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Hostile => Names("hostile");

    public static TheoryData<string> Cases => [.. Fixtures.Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_policy_is_read(string name)
    {
        var policy = AdmissionPolicyReader.Read(Read("valid", name), name);

        Assert.Equal(Keyway.Artifacts.Content.Digest.OfBytes(Read("valid", name)), policy.Digest);
    }

    [Fact]
    public void Every_hostile_policy_is_refused_with_what_is_wrong_and_what_would_be_right()
    {
        StringBuilder refusals = new();
        foreach (var name in Hostile.Select(row => row.Data))
        {
            var refusal = Assert.Throws<KeywayException>(() => AdmissionPolicyReader.Read(Read("hostile", name), name));
            Assert.Equal("KW2620", refusal.Code.Id);
            refusals.Append(refusal.Message).Append('\n');
        }

        Golden.Verify("policy/hostile.txt", refusals.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_implementation_decides_this_case_alike(string name)
    {
        var only = Fixtures with { Cases = [.. Fixtures.Cases.Where(one => one.Name == name)] };
        var policy = AdmissionPolicyReader.Read(Read("valid", "production-eu.json"), "production-eu.json");

        var result = Assert.Single(PolicyTest.Run(only, [policy], path => Read("decisions", path)));

        Assert.Equal("", result.Problem ?? "");
    }

    [Fact]
    public void Evidence_is_written_as_it_is_read()
    {
        var evidence = PackageEvidenceJson.Read(Read("decisions", "evidence.json"), "evidence.json");

        var written = PackageEvidenceJson.Write(evidence);

        Assert.Equal(written, PackageEvidenceJson.Write(PackageEvidenceJson.Read(written, "written")));
    }

    private static TheoryData<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("spec", "policy", "vectors", folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(RepositoryRoot.Combine("spec", "policy", "vectors", folder, name));
}
