// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class PublishedVersionTests
{
    // Counted in the data as it was on 2026-11-24; more is welcome, less means that a field is no longer found.
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["date-letter"] = 4,
        ["deb"] = 5,
        ["dotted"] = 74,
        ["hex-quad"] = 16,
        ["integer"] = 24,
        ["linux-kernel"] = 25,
        ["nvidia-driver"] = 45,
        ["opaque"] = 34,
        ["range:dotted"] = 105,
        ["range:hex-quad"] = 4,
        ["range:linux-kernel"] = 9,
        ["range:nvidia-driver"] = 8,
        ["semver"] = 14,
    };

    [Fact]
    public void Every_published_version_parses_in_its_declared_scheme_and_prints_unchanged()
    {
        var all = PublishedVersions.All();

        Assert.All(all, found => Assert.Equal(found.Kind.StartsWith("range:", StringComparison.Ordinal) ? Canonical(found.Text) : found.Text, Parse(found.Kind, found.Text)));
        var counts = all.GroupBy(found => found.Kind).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(Floors, floor => Assert.True(counts.GetValueOrDefault(floor.Key) >= floor.Value, $"{floor.Key}: {counts.GetValueOrDefault(floor.Key)} found, {floor.Value} expected"));
        Assert.Empty(counts.Keys.Except(Floors.Keys));
    }

    // The table of fields could miss one: what looks like a driver, VBIOS or kernel version anywhere in the data must be in what it found.
    [Theory]
    [InlineData(@"(?<![\w.:-])\d{3}\.\d{2,3}\.\d{2}(?![\w.])")]
    [InlineData(@"(?<![\w.])[0-9A-F]{2}(?:\.[0-9A-F]{2}){4}(?![\w.])")]
    [InlineData(@"(?<![\w.-])[3-7]\.\d+\.\d+[-+][\w.+-]*[a-z][\w.+-]*")]
    public void Nothing_that_looks_like_a_version_is_left_out(string shape)
    {
        var found = string.Join('\n', PublishedVersions.All().Select(version => version.Text));

        var seen = PublishedVersions.Texts().SelectMany(text => Regex.Matches(text, shape, RegexOptions.None, TimeSpan.FromSeconds(5))).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(seen);
        Assert.All(seen, version => Assert.Contains(version, found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nvidia-driver", 10)]
    [InlineData("dotted", 10)]
    [InlineData("hex-quad", 16)]
    [InlineData("integer", 10)]
    public void Published_numbers_order_like_lists_of_numbers(string scheme, int radix)
    {
        var versions = PublishedVersions.Of(scheme).ToList();

        foreach (var left in versions)
            foreach (var right in versions)
                Assert.Equal(CompareNumbers(left, right, radix), Compare(scheme, left, right));
    }

    [Theory]
    [InlineData("nvidia-driver", "550.54.14", "550.90.07", "550.107.02", "550.127.05", "550.163.01", "565.57.01", "570.124.06", "570.172.08", "580.65.06", "580.95.05", "580.126.09", "580.126.20", "590.48.01", "595.91.07")]
    [InlineData("hex-quad", "92.00.36.00.02", "96.00.74.00.01", "96.00.74.00.11", "96.00.8D.00.03", "97.00.B9.00.69", "97.10.4A.00.0C")]
    [InlineData("date-letter", "25.06-A", "25.08-9", "25.08-B")]
    [InlineData("dotted", "0.22", "1.54", "1.60", "2.04.12", "2.05.13", "25.02.2445", "25.02.4317", "28.46.3048", "32.46.3048", "32.47.1026", "40.47.1026", "88.0002.1301", "88.0002.1958")]
    [InlineData("dotted", "01.04.0026.0000", "01.04.0031.0000")]
    [InlineData("dotted", "12.4", "12.7", "12.8.93", "13.1.80")]
    [InlineData("semver", "v0.0.5", "v0.4.3", "v0.5.0", "v0.12.0", "v0.15.0", "v0.20.0", "v1.6.0", "v1.20.0")]
    [InlineData("deb", "4.6.0-1-ubuntu24.04", "4.6.0-4.8.3-distroless", "550.163.01-4", "550.163.01-5.1")]
    [InlineData("integer", "R418", "R440", "R535", "R580", "R595", "R610")]
    [InlineData("integer", "0101", "0104")]
    [InlineData("linux-kernel", "5.15.0-97-generic", "5.15.0-100-generic", "5.15.0-117-generic", "5.15.0-118-generic", "6.1.55", "6.6.32-cwt-5.13.1-1", "6.6.47-002.ant8.aarch64", "6.8.0-52-generic", "6.11.0-152-crusoe-g15f8e111ba44", "6.12.94+deb13-amd64", "6.12.107+deb13-amd64")]
    [InlineData("linux-kernel", "3.10", "5.15.0-97-generic", "6.8.0-1028-nvidia-64k", "6.12.94+deb13-amd64", "6.12.107+deb13-riscv64")]
    public void Published_versions_stand_in_the_order_their_vendors_released_them(string scheme, params string[] rising)
    {
        var published = PublishedVersions.Of(scheme).ToHashSet();

        for (var i = 0; i < rising.Length; i++)
        {
            Assert.Contains(rising[i], published);
            for (var j = i + 1; j < rising.Length; j++) Assert.Equal(-1, Compare(scheme, rising[i], rising[j]));
        }
    }

    [Theory]
    [InlineData("linux-kernel", "6.8.0-52-generic", "6.8.0-1028-nvidia-64k")]
    [InlineData("linux-kernel", "6.12.107+deb13-arm64", "6.12.107+deb13-arm64-16k")]
    [InlineData("linux-kernel", "6.12.107+deb13-amd64", "6.12.107+deb13-riscv64")]
    [InlineData("linux-kernel", "6.12.107+deb13-amd64", "6.12.107+deb13-rt-amd64")]
    [InlineData("opaque", "0ACTV_00.01.022", "0ACTV_00.01.020")]
    [InlineData("opaque", "CPLD000370_REV0600", "CPLD000420_REV0300")]
    [InlineData("opaque", "1A", "24")]
    [InlineData("opaque", "G520.0200.00.05", "1010.0210.00.02")]
    public void What_no_vendor_orders_is_not_ordered(string scheme, string left, string right)
    {
        Assert.Equal([left, right], new[] { left, right }.Intersect(PublishedVersions.Of(scheme)));
        Assert.Null(Compare(scheme, left, right));
    }

    [Fact]
    public void Requirements_of_operators_answer_about_published_hosts()
    {
        Assert.Equal(Truth.False, Matches("nvidia-driver", ">=535.129.03", "535.54.03"));
        Assert.Equal(Truth.True, Matches("nvidia-driver", ">=535.129.03", "550.127.05"));
        Assert.Equal(Truth.True, Matches("linux-kernel", ">= 6.8", "6.8.0-1028-nvidia-64k"));
        Assert.Equal(Truth.False, Matches("linux-kernel", ">= 6.8", "6.6.47-002.ant8.aarch64"));
        Assert.Equal(Truth.True, Matches("dotted", ">=28.39.1002", "28.46.3048"));
    }

    private static Truth Matches(string scheme, string range, string version)
    {
        var declared = VersionSchemes.Parse(scheme);
        Assert.Contains(range, PublishedVersions.Of("range:" + scheme));
        return VersionRange.Parse(declared, range).Matches(ComponentVersion.Parse(declared, version));
    }

    private static string Parse(string kind, string text) => kind.Split(':') is ["range", var scheme]
        ? VersionRange.Parse(VersionSchemes.Parse(scheme), text).ToString()
        : ComponentVersion.Parse(VersionSchemes.Parse(kind), text).ToString();

    private static string Canonical(string range) => range.Replace(">= ", ">=", StringComparison.Ordinal);

    private static int? Compare(string scheme, string left, string right)
    {
        var declared = VersionSchemes.Parse(scheme);
        return ComponentVersion.Parse(declared, left).Compare(ComponentVersion.Parse(declared, right));
    }

    // The oracle: numbers converted, absent ones zero.
    private static int CompareNumbers(string left, string right, int radix)
    {
        var (a, b) = (Numbers(left, radix), Numbers(right, radix));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
            if (a.ElementAtOrDefault(i).CompareTo(b.ElementAtOrDefault(i)) is var order and not 0) return order;
        return 0;
    }

    private static int[] Numbers(string text, int radix) => [.. text.TrimStart('v', 'R').Split('.').Select(part => Convert.ToInt32(part, radix))];
}
