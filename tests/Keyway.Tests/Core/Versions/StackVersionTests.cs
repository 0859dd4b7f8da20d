// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class StackVersionTests
{
    public static TheoryData<string, string, string> Valid => [.. VersionVectors.Read("valid.tsv").Select(row => (row[0], row[1], row[2]))];

    [Theory, MemberData(nameof(Valid))]
    public void Vectors_print_unchanged_and_export_as_written(string text, string tag, string semver)
    {
        var version = StackVersion.Parse(text);

        Assert.Equal(text, version.ToString());
        Assert.Equal(tag, version.ToTag());
        Assert.Equal(semver, version.ToSemVer());
        Assert.True(ComponentVersion.TryParse(VersionScheme.SemVer, version.ToSemVer(), out _), "the export is SemVer 2.0.0");
    }

    [Theory, MemberData(nameof(Valid))]
    public void Tags_lead_back_to_the_version(string text, string tag, string semver)
    {
        _ = semver;
        var read = StackVersionTag.Parse(tag);

        Assert.Equal(text.Length > 128, read.IsHashed);
        Assert.Equal(StackVersion.Parse(text), read.Resolve(text));
        if (!read.IsHashed) Assert.Equal(text, read.Resolve(annotation: null).ToString());
    }

    [Fact]
    public void Parts_are_what_was_written()
    {
        var version = StackVersion.Parse("v2.3.01-rc.1+kern6.8.0-1028-nvidia-64k+nvf-fusion1+zzz7");

        Assert.Equal((2, 3, 1), (version.Major, version.Minor, version.Patch));
        Assert.Equal("rc.1", version.PreRelease);
        Assert.Equal("v2.3.01", version.CoreText);
        Assert.Equal(["kern", "nvf", "zzz"], version.Axes.Select(axis => axis.Key));
        Assert.Equal(("6.8.0", "1028-nvidia-64k"), (version.Axis("kern")!.Value.Number, version.Axis("kern")!.Value.Word));
        Assert.Equal(("", "fusion1"), (version.Axis("nvf")!.Value.Number, version.Axis("nvf")!.Value.Word));
        Assert.Null(version.Axis("hw"));
    }

    [Fact]
    public void Every_registered_axis_parses()
    {
        foreach (var key in VersionAxes.Registered) Assert.True(StackVersion.TryParse($"1.0.0+{key}1", out _), key);
    }

    [Theory]
    [InlineData("2.3.1", "2.3.1+kern5.19")]
    [InlineData("2.3.1+kern5.19", "2.3.1+kern5.19.3")]
    [InlineData("2.3.1+kern6.8.0", "2.3.1+kern6.8.0-1028-nvidia-64k")]
    [InlineData("2.3.1+kern6.8.0-1028-nvidia-64k", "2.3.1+kern6.8+nvf-fusion1")]
    public void More_axes_and_deeper_axes_are_more_specific(string general, string specific)
    {
        var (left, right) = (StackVersion.Parse(general), StackVersion.Parse(specific));

        Assert.True(left.CompareSpecificity(right) < 0);
        Assert.True(left.ComparePreference(right) < 0);
        Assert.Equal(0, left.CompareCore(right));
    }

    [Fact]
    public void Preference_is_core_first_then_specificity()
    {
        string[] expected = ["2.3.2-rc.1+kern6.8+nvf-fusion1", "2.3.2", "2.3.2+kern6.8", "2.4.0"];

        var sorted = expected.Reverse().Select(StackVersion.Parse).Order(Comparer<StackVersion>.Create((a, b) => a.ComparePreference(b)));

        Assert.Equal(expected, sorted.Select(version => version.ToString()));
    }

    [Fact]
    public void Ties_of_the_core_break_by_axis_numbers_not_by_text()
    {
        Assert.True(StackVersion.Parse("1.0.0+bld9").CompareTo(StackVersion.Parse("1.0.0+bld10")) < 0);
        Assert.True(StackVersion.Parse("1.0.0+nvf-a+kern5.9").CompareTo(StackVersion.Parse("1.0.0+kern5.19+nvf-a")) < 0);
    }

    [Fact]
    public void Spellings_of_one_core_differ_yet_rank_alike()
    {
        var (left, right) = (StackVersion.Parse("2026.01.1"), StackVersion.Parse("v2026.1.1"));

        Assert.NotEqual(left, right);
        Assert.Equal(0, left.CompareCore(right));
        Assert.NotEqual(0, left.CompareTo(right));
    }

    [Fact]
    public void Json_is_the_text()
    {
        var version = StackVersion.Parse("2026.01.1");

        Assert.Equal("\"2026.01.1\"", JsonSerializer.Serialize(version));
        Assert.Equal(version, JsonSerializer.Deserialize<StackVersion>("\"2026.01.1\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StackVersion>("\"2026.01\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StackVersion>("7"));
    }

    [Fact]
    public void Null_is_no_version_and_sorts_first()
    {
        Assert.False(StackVersion.TryParse(null, out _));
        Assert.False(StackVersionTag.TryParse(null, out _));
        Assert.True(StackVersion.Parse("1.0.0").CompareTo(null) > 0);
        Assert.False(StackVersion.Parse("1.0.0") == null);
    }
}
