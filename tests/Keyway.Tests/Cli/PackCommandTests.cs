// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Cli;
using Keyway.Tests.Core.Publishing;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Cli;

public sealed class PackCommandTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public PackCommandTests() => PackageFolder.Create(directory.Combine("driver"));

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Packs_and_says_what_it_wrote()
    {
        var (status, output, error) = await RunAsync("pack", "driver", "--output", "oci:out", "--image-compatible");

        Assert.Equal((ExitCode.Done, ""), (status, error));
        Assert.Contains("packed oci:", output, StringComparison.Ordinal);
        Assert.Contains("riscv64/userspace.tar.zst", output, StringComparison.Ordinal);
        Assert.Contains(":image-v2.3.1_kern6.12", output, StringComparison.Ordinal);
        Assert.True(File.Exists(directory.Combine("out", "oci-layout")));
    }

    [Fact]
    public async Task Prints_one_document_for_machines()
    {
        var (status, output, _) = await RunAsync("pack", "driver", "-o", "oci:out:candidate", "--level", "3", "--image-compatible=zstd", "--json");

        Assert.Equal(ExitCode.Done, status);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.EndsWith("out:candidate", root.GetProperty("reference").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("out:image-candidate", root.GetProperty("imageReference").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("sha256:", root.GetProperty("digest").GetString(), StringComparison.Ordinal);
        Assert.Equal(["riscv64", "amd64"], root.GetProperty("builds").EnumerateArray().Select(build => build.GetProperty("isa").GetString()));
    }

    [Fact]
    public async Task Firmware_is_compared_while_it_is_packed()
    {
        File.WriteAllText(directory.Combine("driver", "firmware", "a.bin"), "firmware x");

        var (status, output, error) = await RunAsync("pack", "driver", "--output", "oci:out");

        Assert.Equal((ExitCode.VerificationRefused, ""), (status, output));
        Assert.Contains("KW1254", error, StringComparison.Ordinal);
        Assert.Equal(["driver"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("registry.example/gpu/driver:v1")]
    [InlineData("oci-archive:out.tar")]
    public async Task Refuses_other_targets(string target) => Assert.Equal(ExitCode.Usage, (await RunAsync("pack", "driver", "--output", target)).ExitCode);

    [Theory]
    [InlineData("--level", "99")]
    [InlineData("--level", "fast")]
    [InlineData("--image-compatible", "lzma")]
    [InlineData("--tag", "no/slashes")]
    public async Task Refuses_wrong_options(string option, string value)
    {
        var (status, _, error) = await RunAsync("pack", "driver", "--output", "oci:out", option, value);

        Assert.Equal(ExitCode.Usage, status);
        Assert.NotEmpty(error);
        Assert.False(Directory.Exists(directory.Combine("out")));
    }

    private Task<CommandLineRun> RunAsync(params string[] args) => CommandLineRun.InAsync(directory.Path, args);
}
