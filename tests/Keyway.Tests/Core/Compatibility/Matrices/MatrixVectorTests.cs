// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts;
using Keyway.Compatibility.Matrices;
using Keyway.Compatibility.Profiles;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Compatibility.Matrices;

/// <summary>The vectors of spec/matrix and spec/profiles, which other implementations run too.</summary>
public sealed class MatrixVectorTests
{
    public static TheoryData<string> ValidMatrices => Names("matrix", "valid");

    public static TheoryData<string> HostileMatrices => Names("matrix", "hostile");

    public static TheoryData<string> ValidProfiles => Names("profiles", "valid");

    public static TheoryData<string> HostileProfiles => Names("profiles", "hostile");

    [Theory]
    [MemberData(nameof(ValidMatrices))]
    public void A_valid_matrix_is_read_and_written_to_a_fixed_point(string name)
    {
        var matrix = CompatibilityMatrix.Parse(Read("matrix", "valid", name), name);

        Assert.Equal(matrix.ToJson(), CompatibilityMatrix.Parse(matrix.ToJson(), name).ToJson());
    }

    [Theory]
    [MemberData(nameof(HostileMatrices))]
    public void A_hostile_matrix_is_refused_with_a_place(string name)
    {
        var refusal = Assert.Throws<KeywayException>(() => CompatibilityMatrix.Parse(Read("matrix", "hostile", name), name));

        Assert.Equal("KW3220", refusal.Code.Id);
        Assert.Contains($"\n{name}(", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ValidProfiles))]
    public void A_valid_registry_is_read_and_written_to_a_fixed_point(string name)
    {
        var registry = ProfileRegistry.Parse(Read("profiles", "valid", name), name);

        Assert.Equal(registry.ToJson(), ProfileRegistry.Parse(registry.ToJson(), name).ToJson());
    }

    [Theory]
    [MemberData(nameof(HostileProfiles))]
    public void A_hostile_registry_is_refused(string name) =>
        Assert.Equal("KW3260", Assert.Throws<KeywayException>(() => ProfileRegistry.Parse(Read("profiles", "hostile", name), name)).Code.Id);

    [Fact]
    public void The_schemas_in_the_repository_are_those_of_the_readers()
    {
        Golden.Verify("../../../spec/matrix/schema.json", Encoding.UTF8.GetString(CompatibilityMatrix.Schema()));
        Golden.Verify("../../../spec/profiles/schema.json", Encoding.UTF8.GetString(ProfileRegistry.Schema()));
    }

    private static TheoryData<string> Names(string spec, string folder) => [.. Directory.EnumerateFiles(RepositoryRoot.Combine("spec", spec, "vectors", folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Read(string spec, string folder, string name) => File.ReadAllBytes(RepositoryRoot.Combine("spec", spec, "vectors", folder, name));
}
