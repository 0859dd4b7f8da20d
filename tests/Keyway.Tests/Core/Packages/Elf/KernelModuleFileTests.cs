// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;
using Keyway.Artifacts;
using Keyway.Packages.Elf;

namespace Keyway.Tests.Core.Packages.Elf;

public sealed class KernelModuleFileTests
{
    [Fact]
    public void Metadata_is_read()
    {
        var module = Read(ElfBuilder.Module().Build());

        Assert.Equal("kw_base", module.Name);
        Assert.Equal("6.12.94+deb13-riscv64 SMP mod_unload modversions", module.Vermagic);
        Assert.Equal("6.12.94+deb13-riscv64", module.Release);
        Assert.Equal("GPL", module.License);
        Assert.Equal(["kw_core", "kw_more"], module.Depends);
        Assert.Equal(["nvlink-fw.bin"], module.Firmware);
        Assert.Equal(["pci:v1", "pci:v2"], module.Aliases);
        Assert.Null(module.Signature);
        Assert.Null(module.Srcversion);
    }

    [Fact]
    public void Imports_are_the_undefined_symbols_and_the_versions()
    {
        var module = Read(ElfBuilder.Module(hasBareImport: true).Build());

        Assert.Equal(["_printk 0x92997ed8", "module_layout 0x11111111", "no_version "], module.Imports.Select(pair => $"{pair.Key} {pair.Value}"));
    }

    [Fact]
    public void Exports_have_relative_absolute_and_no_crcs()
    {
        var module = Read(ElfBuilder.Module().Build());

        Assert.Equal(["kw_no_crc ", "kw_old_style 0x0000cafe", "kw_register 0xdeadbeef"], module.Exports.Select(pair => $"{pair.Key} {pair.Value}"));
    }

    [Fact]
    public void Extended_versions_are_read_instead_of_the_short_ones()
    {
        var longName = new string('n', 100);
        var module = Read(ElfBuilder.Module()
            .Section("__version_ext_crcs", [1, 0, 0, 0, 2, 0, 0, 0])
            .Section("__version_ext_names", ElfBuilder.Text($"_printk\0{longName}\0"))
            .Build());

        Assert.Equal("0x00000001", module.Imports["_printk"]);
        Assert.Equal("0x00000002", module.Imports[longName]);
    }

    [Fact]
    public void Modules_without_a_name_are_named_by_their_file()
    {
        var module = Read(new ElfBuilder().Section(".modinfo", ElfBuilder.Text("vermagic=6.1.0 SMP\0")).Build(), "some/kw-old.ko");

        Assert.Equal("kw_old", module.Name);
    }

    [Fact]
    public void Gzip_modules_are_unpacked()
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(ElfBuilder.Module().Build());

        Assert.Equal("kw_base", Read(packed.ToArray(), "kw_base.ko.gz").Name);
    }

    [Fact]
    public void Signatures_that_are_not_sound_messages_are_still_reported()
    {
        Assert.Equal("PKCS#7", Read(Signed([1, 2, 3], kind: 2)).Signature?.Kind);
        Assert.Equal("kind 1", Read(Signed([1, 2, 3], kind: 1)).Signature?.Kind);
        Assert.True(Read(Signed([1, 2, 3], kind: 2)).ToPackagedModule("m").IsSigned);
    }

    [Fact]
    public void Signatures_longer_than_the_file_are_refused()
    {
        var bytes = Signed([], kind: 2);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - 32), 1 << 30);

        Assert.Equal("KW1320", Refusals.Of(() => Read(bytes)).Code.Id);
    }

    [Fact]
    public void Files_that_are_not_elf_are_refused() => Refusals.Verify("KW1320", () => Read(new byte[1000]));

    [Fact]
    public void Elf_files_without_vermagic_are_refused() => Refusals.Verify("KW1321", () => Read(new ElfBuilder().Build()));

    [Fact]
    public void Executables_are_no_modules() => Assert.Equal("KW1321", Refusals.Of(() => Read(new ElfBuilder { Type = 2 }.Build())).Code.Id);

    [Fact]
    public void Broken_compression_is_refused() => Refusals.Verify("KW1322", () => Read(new byte[100], "kw_base.ko.gz"));

    // A file cut short, then handmade indexes. Found by fuzzing: a truncated file made the reader try buffers of up to 256 MiB.
    [Theory]
    [InlineData("/Td6WFoAAAFpIt42AgAhARYAAAB0L+WjAQACa3cxAADYEmOKAAEXAwdgDLyQQpkNAQAAAAABWQ==", "it is cut short, or no .xz file")]
    [InlineData("", "it is cut short, or no .xz file")]
    [InlineData("MDAwMDAwMDAwMDAwMQEBAzAwMDAwMDAwAQAAAAAAWVo=", "it is cut short, or no .xz file")]
    [InlineData("MDAwMDAwMDAwMDAwAAH///////////////8wMDAwMDAwMDAwBAAAAAAAWVo=", "it is cut short, or no .xz file")]
    [InlineData("MDAwMDAwMDAwMDAwAAIB//////////9/Af//////////fzAwMDAwMDAwMDAGAAAAAABZWg==", "it is cut short, or no .xz file")]
    [InlineData("MDAwMDAwMDAwMDAwAAEBgICAZDAwMDAwMDAwMAIAAAAAAFla", "its index claims 209715200 bytes in a file of 36")]
    [InlineData("MDAwMDAwMDAwMDAwAAEBgIDAgAEwMDAwMDAwMAIAAAAAAFla", "it unpacks to more than 268435456 bytes")]
    [InlineData("MDAwMDAwMDAwMDAwAAEBAzAwMDAwMDAwAQAAAAAAWVo=", "it is no sound .xz file (liblzma status 7)")]
    public void Xz_files_that_lie_about_their_content_are_refused_before_anything_is_allocated(string base64, string expected)
    {
        var packed = Convert.FromBase64String(base64);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Refusals.Of(() => Read(packed, "kw_base.ko.xz"));

        Assert.Equal("KW1322", refusal.Code.Id);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Offsets_beyond_every_integer_are_refused()
    {
        var bytes = ElfBuilder.Module().Build();
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(40));
        for (var section = 1; section < bytes[60]; section++)
            foreach (var field in (int[])[24, 32])
            {
                var hostile = (byte[])bytes.Clone();
                BinaryPrimitives.WriteUInt64LittleEndian(hostile.AsSpan(table + (section * 64) + field), ulong.MaxValue - 3);
                Assert.True(Record.Exception(() => Read(hostile)) is null or KeywayException);
            }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = ElfBuilder.Module().Build();

        for (var length = 0; length < bytes.Length; length++) Assert.IsType<KeywayException>(Record.Exception(() => Read(bytes[..length])));
    }

    [Fact]
    public void Mutants_are_read_or_refused_and_nothing_else()
    {
        var original = Signed([1, 2, 3], kind: 2);
        Random random = new(1320);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var outcome = Record.Exception(() => Read(Mutant(original, random)));
            Assert.True(outcome is null or KeywayException, $"round {round}: {outcome}");
            if (outcome is null) read++;
            else refused++;
        }

        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused: the mutants are too tame or too wild");
    }

    internal static byte[] Mutant(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            // Most of the structure is in the first 64 bytes and in the section table at the end.
            var at = random.Next(4) == 0 ? random.Next(64) : random.Next(bytes.Length);
            bytes[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => 0xff, _ => (byte)(bytes[at] ^ (1 << random.Next(8))) };
        }

        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    internal static byte[] Signed(byte[] signature, byte kind)
    {
        byte[] trailer = [0, 0, kind, 0, 0, 0, 0, 0, 0, 0, 0, (byte)signature.Length];
        return [.. ElfBuilder.Module().Build(), .. signature, .. trailer, .. "~Module signature appended~\n"u8];
    }

    private static KernelModuleFile Read(byte[] bytes, string path = "riscv64/modules/x/kw_base.ko") => KernelModuleFile.Read(new MemoryStream(bytes), path);
}
