// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Compatibility.Predicates;
using Keyway.Compatibility.Profiles;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Compatibility.Profiles;

public sealed class ProfileRegistryTests
{
    private static readonly ProfileRegistry Registry = ProfileRegistry.Parse(File.ReadAllBytes(RepositoryRoot.Combine("spec", "profiles", "vectors", "valid", "fusion.json")), "fusion.json");

    [Fact]
    public void A_profile_that_implies_another_satisfies_it_at_any_distance()
    {
        Assert.Equal(["coherent-cache", "fusion-1.0", "fusion-2.0"], Registry.Satisfying("coherent-cache"));
        Assert.True(Registry.IsSatisfied("fusion-1.0", ["fusion-2.0"]));
        Assert.False(Registry.IsSatisfied("fusion-2.0", ["fusion-1.0"]));
        Assert.Equal(Truth.True, Has("coherent-cache", Host("fusion-2.0")));
    }

    [Fact]
    public void A_declared_profile_whose_needs_fail_is_not_there()
    {
        Assert.Equal(Truth.Unknown, Has("fusion-1.0", Host("fusion-1.0")));
        Assert.Equal(Truth.True, Has("fusion-1.0", Host("fusion-1.0").With("link.c2c.links", FactValue.Of(10))));
        Assert.Equal(Truth.False, Has("fusion-1.0", Host("fusion-1.0").With("link.c2c.links", FactValue.Nothing)));
    }

    [Fact]
    public void A_profile_nobody_declares_is_unknown_or_absent()
    {
        Assert.Equal(Truth.Unknown, Has("fusion-2.0", HostFacts.Empty));
        Assert.Equal(Truth.False, Has("fusion-2.0", Host("fusion-1.0")));
        Assert.Equal(Truth.True, Has("unlisted", Host("unlisted")));
    }

    [Theory]
    [InlineData("""[{"name":"a","level":1,"implies":["b"]}]""", "KW3263")]
    [InlineData("""[{"name":"a","level":1,"implies":["b"]},{"name":"b","level":1,"implies":["a"]}]""", "KW3264")]
    [InlineData("""[{"name":"a","level":1,"implies":["b"]},{"name":"b","level":2}]""", "KW3265")]
    [InlineData("[", "KW3262")]
    public void What_profiles_say_about_each_other_is_checked(string profiles, string code)
    {
        var reading = ProfileRegistry.Read(Encoding.UTF8.GetBytes($$"""{"schemaVersion":1,"profiles":{{profiles}}}"""), "p.json");

        Assert.Null(reading.Registry);
        Assert.Equal(code, Assert.Single(reading.Diagnostics).Code.Id);
    }

    [Fact]
    public void A_registry_is_bounded() =>
        Assert.Equal("KW3261", Assert.Single(ProfileRegistry.Read(new byte[ProfileRegistry.MaximumBytes + 1], "p.json").Diagnostics).Code.Id);

    private static Truth Has(string profile, HostFacts facts) => Registry.Has(profile, new PredicateScope(facts));

    private static HostFacts Host(params string[] profiles) => HostFacts.Empty.With("link.profiles", FactValue.Of(profiles));
}
