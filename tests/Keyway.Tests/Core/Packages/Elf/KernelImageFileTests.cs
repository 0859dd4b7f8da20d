// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Keyway.Artifacts;
using Keyway.Packages.Elf;

namespace Keyway.Tests.Core.Packages.Elf;

/// <summary>Kernel images of every table layout that kernels have had, and damaged ones.</summary>
public sealed class KernelImageFileTests
{
    [Theory]
    [InlineData(3, true, false, false)]
    [InlineData(3, false, false, false)]
    [InlineData(2, true, false, false)]
    [InlineData(2, false, true, false)]
    [InlineData(3, true, true, false)]
    [InlineData(3, true, false, true)]
    public void Every_layout_of_export_tables_is_read(int words, bool isRelative, bool relativeCrcs, bool hasFlags)
    {
        var image = Read(new KernelImageSketch { Words = words, IsRelative = isRelative, HasRelativeCrcs = relativeCrcs, HasFlags = hasFlags }.Build());

        Assert.Equal(("amd64", "6.12.1-kw", "6.12.1-kw SMP preempt mod_unload modversions"), (image.Isa, image.Release, image.Vermagic));
        Assert.Equal(
            [new("kw_one", 0x11111111, hasFlags, null), new("kw_two", 0x22222222, hasFlags, words == 3 ? "DMA_BUF" : null), new KernelImageExport("kw_three", 0x33333333, true, null)],
            image.Exports.Where(_ => true));
    }

    [Fact]
    public void A_compressed_image_says_the_same()
    {
        var plain = new KernelImageSketch().Build();
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        var image = new byte[1024 + packed.Length];
        image[0x1f1] = 1;
        "HdrS"u8.CopyTo(image.AsSpan(0x202));
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x24c), (uint)packed.Length);
        packed.ToArray().CopyTo(image, 1024);

        Assert.Equal(Read(plain).Exports, Read(image).Exports.AsEnumerable());
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x24c), uint.MaxValue);
        Refused(image, "past the end of the file");
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x24c), (uint)packed.Length);
        image[1024] = 0;
        Refused(image, "packed in another way than gzip, xz or zstd");
    }

    [Fact]
    public void What_is_no_kernel_is_refused_with_its_reason()
    {
        Refused(Encoding.ASCII.GetBytes("MZ and a raw image of another instruction set, without any table"), "does not start like an ELF file");
        Refused(ElfBuilder.Module().Build(), "its ELF type is 1, expected a linked kernel");
        Refused(new KernelImageSketch { HasExports = false }.Build(), "it has no __ksymtab section with exports");
        Refused(new KernelImageSketch { IsTableEmpty = true }.Build(), "an export table of no known layout");
        var bigEndian = new KernelImageSketch().Build();
        bigEndian[5] = 2;
        Refused(bigEndian, "not 64-bit little-endian");
    }

    [Fact]
    public void Damaged_images_are_refused_or_read_and_nothing_else()
    {
        var sound = new KernelImageSketch().Build();
        Random random = new(20261124);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = (byte[])sound.Clone();
            for (var edit = 0; edit < 4; edit++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                _ = Read(bytes);
            }
            catch (KeywayException)
            {
                // The refusal is the point: no other exception, and no memory beyond the file's own size.
            }
        }
    }

    private static void Refused(byte[] bytes, string reason) => Assert.Contains(reason, Assert.Throws<KeywayException>(() => Read(bytes)).Message, StringComparison.Ordinal);

    private static KernelImageFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return KernelImageFile.Read(stream, "vmlinux");
    }
}
