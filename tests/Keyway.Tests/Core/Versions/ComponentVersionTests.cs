// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class ComponentVersionTests
{
    [Fact]
    public void Versions_of_different_schemes_do_not_compare()
    {
        var (driver, dotted) = (ComponentVersion.Parse(VersionScheme.NvidiaDriver, "550.54.14"), ComponentVersion.Parse(VersionScheme.Dotted, "550.54.14"));

        Assert.Null(driver.Compare(dotted));
        Assert.NotEqual(driver, dotted);
        Assert.Equal(Truth.Unknown, VersionRange.Parse(VersionScheme.Dotted, ">=1").Matches(driver));
    }

    [Fact]
    public void Scheme_names_lead_there_and_back_and_are_the_JSON_names()
    {
        foreach (var scheme in Enum.GetValues<VersionScheme>())
        {
            Assert.Equal(scheme, VersionSchemes.Parse(scheme.Name()));
            Assert.Equal($"\"{scheme.Name()}\"", JsonSerializer.Serialize(scheme));
            Assert.True(ComponentVersion.TryParse(scheme, SchemeRules.Of(scheme).Example, out _), scheme.Name());
        }
    }

    [Fact]
    public void Null_is_no_version_no_range_and_no_scheme()
    {
        Assert.False(ComponentVersion.TryParse(VersionScheme.Opaque, null, out _));
        Assert.False(VersionRange.TryParse(VersionScheme.Opaque, null, out _));
        Assert.False(VersionSchemes.TryParse(null, out _));
        Assert.False(KernelSpec.TryParse(null, out _));
        Assert.False(KernelRelease.TryParse(null, out _));
    }

    [Fact]
    public void Ranges_are_equal_when_scheme_and_canonical_text_are()
    {
        Assert.True(VersionRange.Parse(VersionScheme.Dotted, ">= 1.30") == VersionRange.Parse(VersionScheme.Dotted, ">=1.30"));
        Assert.True(VersionRange.Parse(VersionScheme.Dotted, "1.30") != VersionRange.Parse(VersionScheme.NvidiaDriver, "1.30"));
    }
}
