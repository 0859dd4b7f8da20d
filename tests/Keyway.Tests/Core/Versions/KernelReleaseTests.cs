// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class KernelReleaseTests
{
    [Theory]
    [InlineData("6.8.0-1028-nvidia-64k", "6.8.0", "nvidia-64k", true)]
    [InlineData("6.12.107+deb13-riscv64", "6.12.107", "deb13-riscv64", false)]
    [InlineData("6.1.0-47-amd64", "6.1.0", "amd64", true)]
    [InlineData("6.6.0-72.6.0.56.oe2503", "6.6.0", "oe2503", true)]
    [InlineData("6.6.32-cwt-5.13.1-1", "6.6.32", "cwt", false)]
    [InlineData("6.11.0-152-crusoe-g15f8e111ba44", "6.11.0", "crusoe", true)]
    [InlineData("6.11.0-152-crusoe-g15f8e111b", "6.11.0", "crusoe", true)]
    [InlineData("6.6.47-002.ant8.aarch64", "6.6.47", "ant8.aarch64", false)]
    [InlineData("5.14.0-427.13.1.el9_4.x86_64", "5.14.0", "el9_4.x86_64", true)]
    [InlineData("6.13.0-0.rc3.20241220git8faabc041a00.29.fc42.x86_64", "6.13.0-rc3", "20241220git8faabc041a00.fc42.x86_64", false)]
    [InlineData("6.9.0-060900rc3-generic", "6.9.0-rc3", "060900rc3-generic", false)]
    [InlineData("6.9.0-rc3-next-20240412", "6.9.0-rc3", "next", false)]
    [InlineData("6.9-rc7-amd64", "6.9-rc7", "amd64", false)]
    [InlineData("6.1.55", "6.1.55", "", false)]
    [InlineData("6.6.0+", "6.6.0", "", false)]
    [InlineData("5.15.90.1-microsoft-standard-WSL2", "5.15.90.1", "microsoft-standard-WSL2", false)]
    [InlineData("4.9.140--tegra", "4.9.140", "tegra", false)]
    [InlineData("6.5.0-rcfoo", "6.5.0", "rcfoo", false)]
    public void Parts_are_found(string text, string upstream, string flavour, bool hidesPatchLevel)
    {
        var release = KernelRelease.Parse(text);

        Assert.Equal(upstream, release.Base.ToString());
        Assert.Equal(flavour, release.Flavour);
        Assert.Equal(hidesPatchLevel, release.HidesPatchLevel);
        Assert.Equal(text, release.ToString());
    }

    [Fact]
    public void Bases_always_compare_even_where_releases_do_not()
    {
        var (debian, vanilla) = (KernelRelease.Parse("6.1.0-47-amd64"), KernelRelease.Parse("6.1.55"));

        Assert.True(debian.CompareBase(vanilla) < 0);
        Assert.Null(debian.Compare(vanilla));
    }

    [Fact]
    public void Json_is_the_text()
    {
        Assert.Equal("\"6.12.107\\u002Bdeb13-riscv64\"", JsonSerializer.Serialize(KernelRelease.Parse("6.12.107+deb13-riscv64")));
        Assert.Equal(KernelSpec.Parse("5.19+"), JsonSerializer.Deserialize<KernelSpec>("\"5.19+\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KernelSpec>("\"6\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KernelRelease>("\"6\""));
    }

    [Fact]
    public void A_pattern_without_backtracking_stays_quick_on_the_worst_text()
    {
        var spec = KernelSpec.Parse("6.8.0-*a*a*a*a*a*a*ab");
        var release = KernelRelease.Parse("6.8.0-" + new string('a', 58));

        var answers = Enumerable.Range(0, 10_000).Select(_ => spec.Matches(release)).Distinct();

        Assert.Equal([Truth.False], answers);
    }
}
