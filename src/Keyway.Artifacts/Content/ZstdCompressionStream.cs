// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// Compresses what is written into one zstd frame with a content checksum. <see cref="CompleteAsync"/> ends the frame; disposing without it leaves a
/// truncated one, so a failed copy cannot be taken for a whole one. Not safe for concurrent calls; does not own the inner stream. Spec: RFC 8878.
/// </summary>
public sealed class ZstdCompressionStream : ForwardOnlyWriteStream
{
    // Fixed, since the split into jobs shows in the output. Small enough that two workers and their queue stay far below the memory budget.
    private const int BytesPerJob = 4 << 20;
    private const int OutputBytes = 128 << 10;

    private readonly Stream inner;
    private readonly ZstdCompressor context;
    private readonly byte[] output = GC.AllocateUninitializedArray<byte>(OutputBytes);

    /// <exception cref="KeywayException">KW1200: libzstd is not installed; KW1204: it refuses the settings.</exception>
    public ZstdCompressionStream(Stream inner, ZstdSettings settings)
    {
        if (settings.Workers < 1) throw new ArgumentException("at least one worker is needed", nameof(settings));
        this.inner = inner;
        if (settings.Level < 1 || settings.Level > ZstdSettings.MaxLevel) throw Errors.ZstdLevel(settings.Level, ZstdSettings.MaxLevel);
        context = ZstdLibrary.CreateCompressor();
        Set(ZstdLibrary.CompressionLevel, settings.Level);
        Set(ZstdLibrary.ChecksumFlag, 1);
        Set(ZstdLibrary.WorkerCount, settings.Workers); // never 0: the bytes with any number of workers are the same, those without are others
        Set(ZstdLibrary.JobSize, BytesPerJob);
        if (settings.PledgedSize is { } size) Check(ZstdLibrary.SetPledgedSize(context, (ulong)size));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var step = Step(buffer, ZstdLibrary.Continue);
            buffer = buffer[step.Consumed..];
            inner.Write(output.AsSpan(0, step.Produced));
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = Step(buffer.Span, ZstdLibrary.Continue);
            buffer = buffer[step.Consumed..];
            if (step.Produced > 0) await inner.WriteAsync(output.AsMemory(0, step.Produced), cancellationToken);
        }
    }

    /// <summary>Ends the frame; nothing may be written after it.</summary>
    /// <exception cref="KeywayException">KW1205: the content has another size than was pledged.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = Step([], ZstdLibrary.End);
            await inner.WriteAsync(output.AsMemory(0, step.Produced), cancellationToken);
            if (step.Left == 0) return;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) context.Dispose();
        base.Dispose(disposing);
    }

    private unsafe (int Consumed, int Produced, nuint Left) Step(ReadOnlySpan<byte> input, int directive)
    {
        fixed (byte* source = input, target = output)
        {
            var from = ZstdLibrary.Buffer.Over(source, input.Length);
            var to = ZstdLibrary.Buffer.Over(target, output.Length);
            var rest = ZstdLibrary.Compress(context, ref to, ref from, directive);
            Check(rest);
            return ((int)from.Position, (int)to.Position, rest);
        }
    }

    private void Set(int parameter, int value) => Check(ZstdLibrary.SetParameter(context, parameter, value));

    private static void Check(nuint code)
    {
        if (ZstdLibrary.IsError(code)) throw Errors.ZstdRefused(ZstdLibrary.ErrorName(code));
    }
}
