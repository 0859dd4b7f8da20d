// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Packages;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Core.Packages;

public sealed class DriverConfigJsonTests
{
    private static readonly Digest SomeDigest = Digest.Parse("sha256:" + new string('a', 64));

    [Fact]
    public void Writing_gives_the_reviewed_bytes() =>
        Golden.Verify("../../../spec/package/vectors/valid/config.json", Encoding.UTF8.GetString(DriverConfigJson.Write(Sample())));

    [Fact]
    public void Reading_and_writing_again_gives_the_same_bytes()
    {
        var bytes = DriverConfigJson.Write(Sample());

        Assert.Equal(bytes, DriverConfigJson.Write(DriverConfigJson.Read(bytes, "config")));
    }

    [Fact]
    public void Minimal_manifests_are_enough()
    {
        var config = Sample() with { Manifest = new() { Package = "kw-demo", Version = "2026.01.1", SupportedHosts = [new() { Isa = Isa.Riscv64, Kernels = ["6.x"] }] } };

        Assert.Equal("2026.01.1", DriverConfigJson.Read(DriverConfigJson.Write(config), "config").Manifest.Version);
    }

    [Theory]
    [InlineData("\"riscv64\"", "\"RISCV64\"")]
    [InlineData("\"riscv64\"", "0")]
    [InlineData("{\"isa\"", "{\"more\":1,\"isa\"")]
    [InlineData("{\"isa\"", "{\"isa\":\"riscv64\",\"isa\"")]
    [InlineData("\"kind\":\"kernel-module\",\"isa\"", "\"kind\":\"other\",\"isa\"")]
    [InlineData("\"kind\":\"kernel-module\",\"isa\"", "\"isa\"")]
    [InlineData("\"size\":100,", "\"size\":\"100\",")]
    [InlineData("\"size\":100,", "")]
    [InlineData("\"title\":\"riscv64/modules-6.12.94+deb13-riscv64.tar.zst\"", "\"title\":null")]
    [InlineData("\"layers\":[", "\"layers\":[null,")]
    [InlineData("\"files\":[", "\"files\":[null,")]
    [InlineData("\"supported_hosts\":[", "\"supported_hosts\":[null,")]
    public void Documents_that_are_not_exactly_the_format_are_refused(string part, string replacement)
    {
        var text = Encoding.UTF8.GetString(DriverConfigJson.Write(Sample()));
        var at = text.IndexOf(part, StringComparison.Ordinal);
        var hostile = text[..at] + replacement + text[(at + part.Length)..];

        var refusal = Assert.Throws<KeywayException>(() => DriverConfigJson.Read(Encoding.UTF8.GetBytes(hostile), "config"));

        Assert.Equal("KW1301", refusal.Code.Id);
    }

    [Theory]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace/../../etc/passwd\"", "safe relative path")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"/etc/passwd\"", "safe relative path")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace//x\"", "safe relative path")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace/x\\u0000\"", "safe relative path")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace/z/x\"", "no directory above")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace/libkw.so.1\"", "out of order")]
    [InlineData("\"path\":\"userspace/libkw.so.1.0\"", "\"path\":\"userspace/a\"", "out of order")]
    [InlineData("\"path\":\"userspace\"", "\"path\":\"modules\"", "does not belong to the payload")]
    [InlineData("\"target\":\"libkw.so.1.0\"", "\"target\":\"../../etc/passwd\"", "leads out")]
    [InlineData("\"target\":\"libkw.so.1.0\"", "\"target\":\"/etc/passwd\"", "absolute")]
    [InlineData(",\"target\":\"libkw.so.1.0\"", "", "target do not go together")]
    [InlineData("\"mode\":\"0644\",\"size\":3", "\"mode\":\"4755\",\"size\":3", "has mode '4755'")]
    [InlineData("\"mode\":\"0644\",\"size\":3", "\"mode\":\"0644\",\"size\":-3", "negative size")]
    [InlineData("\"mode\":\"0777\",\"size\":0", "\"mode\":\"0777\",\"size\":1", "no file, but has a size")]
    [InlineData("\"size\":90", "\"size\":-90", "a negative size")]
    [InlineData("\"title\":\"riscv64/userspace.tar.zst\"", "\"title\":\"riscv64/modules-6.12.94+deb13-riscv64.tar.zst\"", "two layers are called")]
    [InlineData("\"title\":\"riscv64/userspace.tar.zst\"", "\"title\":\"arm64/userspace.tar.zst\"", "the title is not one of a userspace layer")]
    [InlineData("\"kernel\":\"6.12.94+deb13-riscv64\"", "\"kernel\":\"6.12.107\"", "the title is not one of a kernel-module layer")]
    [InlineData(",\"kernel\":\"6.12.94+deb13-riscv64\"", "", "a kernel release belongs to kernel modules")]
    [InlineData("\"kind\":\"userspace\",\"digest\"", "\"kind\":\"dkms\",\"digest\"", "the title is not one of a dkms layer")]
    [InlineData("\"0x92997ed8\"", "\"92997ed8\"", "has the CRC")]
    [InlineData("[{\"path\":\"modules/6.12.94+deb13-riscv64/kw_base.ko\",\"name\"", "[{\"path\":\"modules/x.ko\",\"name\"", "not among its files")]
    [InlineData("{\"isa\":\"riscv64\",\"manifest\"", "{\"isa\":\"arm64\",\"manifest\"", "which its manifest does not support")]
    [InlineData("\"version\":\"2026.01.1\"", "\"version\":\"latest\"", "KW1338")]
    [InlineData("\"package\":\"kw-demo\"", "\"package\":\"../kw\"", "KW1338")]
    public void Documents_that_lie_are_refused(string part, string replacement, string problem)
    {
        var text = Encoding.UTF8.GetString(DriverConfigJson.Write(Sample()));
        var at = text.LastIndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, "the sample does not have the part");
        var hostile = text[..at] + replacement + text[(at + part.Length)..];

        var refusal = Refusals.Of(() => DriverConfigJson.Read(Encoding.UTF8.GetBytes(hostile), "config"));

        Assert.Equal("KW1301", refusal.Code.Id);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_say_where_the_document_is_wrong() =>
        Refusals.Verify("KW1301", () => DriverConfigJson.Read("{\"isa\": \"mips\"}"u8, "config of oci:out@riscv64"));

    [Fact]
    public void Documents_over_the_limit_are_refused_before_they_are_parsed() =>
        Refusals.Verify("KW1302", () => DriverConfigJson.Read(new byte[DriverConfigJson.MaxLength + 1], "config of oci:out@riscv64"));

    internal static DriverConfig Sample() => new()
    {
        Isa = Isa.Riscv64,
        Manifest = SampleManifest.Full(),
        Layers =
        [
            new()
            {
                Title = "riscv64/modules-6.12.94+deb13-riscv64.tar.zst",
                Kind = PayloadKind.KernelModule,
                Kernel = "6.12.94+deb13-riscv64",
                Digest = SomeDigest,
                Size = 100,
                DiffId = SomeDigest,
                UncompressedSize = 10240,
                Files =
                [
                    new() { Path = "modules", Type = PackagedFileType.Directory, Mode = "0755" },
                    new() { Path = "modules/6.12.94+deb13-riscv64", Type = PackagedFileType.Directory, Mode = "0755" },
                    new() { Path = "modules/6.12.94+deb13-riscv64/kw_base.ko", Type = PackagedFileType.File, Mode = "0644", Size = 4000, Digest = SomeDigest },
                ],
                Modules =
                [
                    new()
                    {
                        Path = "modules/6.12.94+deb13-riscv64/kw_base.ko",
                        Name = "kw_base",
                        Vermagic = "6.12.94+deb13-riscv64 SMP preempt mod_unload modversions riscv",
                        License = "GPL",
                        Imports = ImmutableSortedDictionary<string, string?>.Empty.Add("_printk", "0x92997ed8").Add("no_crc", null),
                    },
                ],
            },
            new()
            {
                Title = "riscv64/userspace.tar.zst",
                Kind = PayloadKind.Userspace,
                Digest = SomeDigest,
                Size = 90,
                DiffId = SomeDigest,
                UncompressedSize = 10240,
                Files =
                [
                    new() { Path = "userspace", Type = PackagedFileType.Directory, Mode = "0755" },
                    new() { Path = "userspace/libkw.so.1", Type = PackagedFileType.Symlink, Mode = "0777", Target = "libkw.so.1.0" },
                    new() { Path = "userspace/libkw.so.1.0", Type = PackagedFileType.File, Mode = "0644", Size = 3, Digest = SomeDigest },
                ],
            },
        ],
    };
}
