// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli.Commands;

public sealed class VersionCommandTests
{
    [Fact]
    public async Task Parse_shows_the_parts_of_a_stack_version()
    {
        var run = await CommandLineRun.OfAsync("version", "parse", "v2.3.1-rc.1+kern5.19+nvf-fusion1");

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("""
            version:     v2.3.1-rc.1+kern5.19+nvf-fusion1
            scheme:      stack
            core:        v2.3.1
            pre-release: rc.1
            axes:        kern5.19, nvf-fusion1
            tag:         v2.3.1-rc.1_kern5.19_nvf-fusion1
            semver:      2.3.1-rc.1+kern5.19.nvf-fusion1

            """, run.Output);
    }

    [Fact]
    public async Task Parse_shows_base_and_flavour_of_a_kernel_as_json()
    {
        var run = await CommandLineRun.OfAsync("version", "parse", "6.12.107+deb13-riscv64", "--scheme", "linux-kernel", "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("6.12.107", document.RootElement.GetProperty("base").GetString());
        Assert.Equal("deb13-riscv64", document.RootElement.GetProperty("flavour").GetString());
        Assert.Contains("6.12.107+deb13-riscv64", run.Output, StringComparison.Ordinal);
        Assert.False(document.RootElement.TryGetProperty("axes", out _));
    }

    [Fact]
    public async Task Parse_refuses_what_is_no_version()
    {
        var run = await CommandLineRun.OfAsync("version", "parse", "2.3.1_kern5.19");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KW3000", run.Error, StringComparison.Ordinal);
        Assert.Contains("column 6", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stack", "2.3.1", "2.4.0-rc.1", "<", ExitCode.Done)]
    [InlineData("stack", "2.3.1+kern5.19", "v2.3.1", "=", ExitCode.Done)]
    [InlineData("nvidia-driver", "550.127.05", "550.54.14", ">", ExitCode.Done)]
    [InlineData("opaque", "1A", "24", "?", ExitCode.Incompatible)]
    public async Task Compare_prints_the_sign(string scheme, string left, string right, string sign, object exitCode)
    {
        var run = await CommandLineRun.OfAsync("version", "compare", left, right, "--scheme", scheme);

        Assert.Equal($"{left} {sign} {right}\n", run.Output);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Tag_prints_the_tag()
    {
        var run = await CommandLineRun.OfAsync("version", "tag", "v2.3.1+kern5.19+nvf-fusion1");

        Assert.Equal((ExitCode.Done, "v2.3.1_kern5.19_nvf-fusion1\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Match_answers_per_version_with_a_reason_for_unknown_and_exits_20()
    {
        var run = await CommandLineRun.OfAsync("version", "match", ">= 6.1.50 <6.2", "6.1.55", "6.1.0-47-amd64", "6.8.0");

        Assert.Equal(ExitCode.Incompatible, run.ExitCode);
        Assert.Equal("""
            6.1.55          yes
            6.1.0-47-amd64  unknown: the distribution counts its own patches, so the stable patch level behind 6.1.0 is not in the release
            6.8.0           no

            """, run.Output);
    }

    [Fact]
    public async Task Match_names_flavours_when_ABI_numbers_do_not_compare()
    {
        var run = await CommandLineRun.OfAsync("version", "match", ">=6.6.32-cwt-5.13.1-1", "6.6.32-starfive-5.14.0", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var match = document.RootElement.GetProperty("matches")[0];
        Assert.Equal("unknown", match.GetProperty("answer").GetString());
        Assert.Contains("flavour", match.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_exits_0_when_all_are_meant()
    {
        var run = await CommandLineRun.OfAsync("version", "match", ">=535.129.03", "550.54.14", "535.129.03", "--scheme", "nvidia-driver");

        Assert.Equal(ExitCode.Done, run.ExitCode);
    }

    [Fact]
    public async Task Unknown_schemes_are_refused_with_the_valid_ones()
    {
        var run = await CommandLineRun.OfAsync("version", "match", "1", "1", "--scheme", "calver");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KW3008", run.Error, StringComparison.Ordinal);
        Assert.Contains("hex-quad", run.Error, StringComparison.Ordinal);
    }
}
