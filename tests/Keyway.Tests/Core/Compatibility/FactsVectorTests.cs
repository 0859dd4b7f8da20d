// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Compatibility;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility;

/// <summary>The vectors of spec/facts, which other implementations run too.</summary>
public sealed class FactsVectorTests
{
    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Hostile => Names("hostile");

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_vector_is_read_and_written_to_a_fixed_point(string name)
    {
        var facts = HostFacts.Parse(Read("valid", name), name);

        Assert.Equal(facts.ToJson(), HostFacts.Parse(facts.ToJson(), name).ToJson());
        if (name.Contains("canonical", StringComparison.Ordinal)) Assert.Equal(Read("valid", name), facts.ToJson());
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_vector_is_refused(string name) => Assert.Throws<KeywayException>(() => HostFacts.Parse(Read("hostile", name), name));

    private static TheoryData<string> Names(string folder) => [.. Directory.EnumerateFiles(RepositoryRoot.Combine("spec", "facts", "vectors", folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(RepositoryRoot.Combine("spec", "facts", "vectors", folder, name));
}
