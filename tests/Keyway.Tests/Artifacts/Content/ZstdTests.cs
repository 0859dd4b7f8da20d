// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Content;

public sealed class ZstdTests
{
    private static readonly byte[] Bytes = Compressible(3_000_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(3_000_000)]
    public async Task Content_survives_the_round_trip(int length)
    {
        var compressed = await CompressAsync(Bytes.AsMemory(0, length), new ZstdSettings { PledgedSize = length });

        Assert.Equal(Bytes.AsSpan(0, length).ToArray(), await DecompressAsync(compressed, length));
    }

    [Fact]
    public async Task The_number_of_workers_and_the_size_of_writes_do_not_show_in_the_bytes()
    {
        var big = Compressible(20_000_000);
        ZstdSettings settings = new() { Level = 3, PledgedSize = big.Length };

        var one = await CompressAsync(big, settings with { Workers = 1 });
        var two = await CompressAsync(big, settings with { Workers = 2 }, chunk: 333_333);
        var four = await CompressAsync(big, settings with { Workers = 4 }, chunk: 1_000);

        Assert.Equal(one, two);
        Assert.Equal(one, four);
    }

    [Fact]
    public async Task Small_content_is_the_same_whatever_the_workers()
    {
        ZstdSettings settings = new() { PledgedSize = 10_000 };

        Assert.Equal(
            await CompressAsync(Bytes.AsMemory(0, 10_000), settings with { Workers = 1 }),
            await CompressAsync(Bytes.AsMemory(0, 10_000), settings with { Workers = 3 }, chunk: 77));
    }

    [Fact]
    public async Task Truncation_is_refused_wherever_it_happens()
    {
        var compressed = await CompressAsync(Bytes.AsMemory(0, 2_000), new ZstdSettings { PledgedSize = 2_000 });

        for (var length = 0; length < compressed.Length; length++)
            Assert.Equal("KW1202", (await RefusalAsync(compressed[..length], 2_000)).Code.Id);
        Golden.Verify("errors/KW1202.txt", ErrorText.Of(await RefusalAsync(compressed[..^1], 2_000)));
    }

    [Fact]
    public async Task Changed_bytes_are_refused_or_change_nothing()
    {
        var original = Bytes.AsMemory(0, 5_000);
        var compressed = await CompressAsync(original, new ZstdSettings { PledgedSize = 5_000 });
        Random random = new(20261101);
        for (var round = 0; round < 2_000; round++)
        {
            var mutated = (byte[])compressed.Clone();
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));

            // A reserved or checksum-less bit may be the one that flipped; then the content is whole.
            try
            {
                Assert.Equal(original.ToArray(), await DecompressAsync(mutated, 5_000));
            }
            catch (KeywayException refusal)
            {
                Assert.Contains(refusal.Code.Id, (string[])["KW1201", "KW1202", "KW1203"]);
            }
        }
    }

    [Fact]
    public async Task Bytes_after_the_end_are_refused()
    {
        var compressed = await CompressAsync(Bytes, new ZstdSettings());

        var refusal = await RefusalAsync([.. compressed, .. "trailing garbage"u8], Bytes.Length);

        Golden.Verify("errors/KW1201.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task A_bomb_is_refused_at_the_declared_size()
    {
        var bomb = await CompressAsync(new byte[50_000_000], new ZstdSettings { Level = 1 });
        await using ZstdDecompressionStream stream = new(new MemoryStream(bomb), 1_000_000, "the layer");
        HashingStream counted = new(Stream.Null, DigestAlgorithm.Sha256);

        var refusal = await Assert.ThrowsAsync<KeywayException>(() => stream.CopyToAsync(counted, CancellationToken.None));

        Assert.InRange(counted.Count, 0, 1_000_000);
        Assert.True(bomb.Length < 10_000);
        Golden.Verify("errors/KW1203.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task A_window_beyond_128_MiB_is_refused()
    {
        // RFC 8878 §3.1.1: magic, descriptor without single-segment flag, window descriptor of 2^31 bytes.
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00];

        Assert.Equal("KW1201", (await RefusalAsync(frame, 1_000)).Code.Id);
    }

    [Fact]
    public async Task Concatenated_frames_are_one_content()
    {
        var half = await CompressAsync(Bytes.AsMemory(0, 1_000), new ZstdSettings());

        var content = await DecompressAsync([.. half, .. half], 2_000);

        Assert.Equal([.. Bytes.AsSpan(0, 1_000), .. Bytes.AsSpan(0, 1_000)], content);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(99)]
    public void Levels_that_do_not_exist_are_refused(int level)
    {
        var refusal = Assert.Throws<KeywayException>(() => new ZstdCompressionStream(Stream.Null, new ZstdSettings { Level = level }));

        Assert.Equal("KW1204", refusal.Code.Id);
        if (level == 99) Golden.Verify("errors/KW1204.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public async Task Another_size_than_pledged_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<KeywayException>(() => CompressAsync(Bytes, new ZstdSettings { PledgedSize = Bytes.Length + 1 }));

        Golden.Verify("errors/KW1205.txt", ErrorText.Of(refusal));
    }

    [Fact]
    public void A_missing_library_is_one_clear_refusal() => Golden.Verify("errors/KW1200.txt", ErrorText.Of(Assert.Throws<KeywayException>(() => ZstdLibrary.Require("libzstd-that-is-not-there.so.1"))));

    private static async Task<byte[]> CompressAsync(ReadOnlyMemory<byte> content, ZstdSettings settings, int chunk = 100_000)
    {
        MemoryStream output = new();
        await using ZstdCompressionStream stream = new(output, settings);
        for (var rest = content; !rest.IsEmpty; rest = rest[Math.Min(chunk, rest.Length)..])
            await stream.WriteAsync(rest[..Math.Min(chunk, rest.Length)], CancellationToken.None);
        await stream.CompleteAsync(CancellationToken.None);
        return output.ToArray();
    }

    private static async Task<byte[]> DecompressAsync(byte[] compressed, long limit)
    {
        await using ZstdDecompressionStream stream = new(new MemoryStream(compressed), limit, "the layer");
        MemoryStream copy = new();
        await stream.CopyToAsync(copy, CancellationToken.None);
        return copy.ToArray();
    }

    private static Task<KeywayException> RefusalAsync(byte[] compressed, long limit) => Assert.ThrowsAsync<KeywayException>(() => DecompressAsync(compressed, limit));

    private static byte[] Compressible(int length)
    {
        Random random = new(7);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = (byte)(random.Next(16) + (i / 4096 % 16));
        return bytes;
    }
}
