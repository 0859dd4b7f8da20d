// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>
/// Decompresses zstd frames while reading, with bounded memory (window up to 128 MiB) and a bound on the output. Damage, truncation, trailing bytes and
/// bombs are refused. Not safe for concurrent calls; owns the inner stream. Spec: RFC 8878.
/// </summary>
public sealed class ZstdDecompressionStream : ForwardOnlyReadStream
{
    private const int MaxWindowLog = 27;

    private readonly Stream inner;
    private readonly ZstdDecompressor context;
    private readonly string subject;
    private readonly long maxOutput;
    private readonly byte[] input = GC.AllocateUninitializedArray<byte>(128 << 10);
    private int inputStart;
    private int inputEnd;
    private long count;
    private bool isInputAtEnd;
    private bool isBetweenFrames;

    /// <param name="inner">The compressed content.</param>
    /// <param name="maxOutput">How many bytes may come out at most: the size that was declared.</param>
    /// <param name="subject">How messages name the content.</param>
    /// <exception cref="KeywayException">KW1200: libzstd is not installed. While reading: KW1201, KW1202, KW1203.</exception>
    public ZstdDecompressionStream(Stream inner, long maxOutput, string subject)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxOutput);
        ZstdLibrary.Require();
        this.inner = inner;
        this.maxOutput = maxOutput;
        this.subject = subject;
        context = ZstdLibrary.CreateDecompressor();
        Check(ZstdLibrary.SetParameter(context, ZstdLibrary.MaxWindowLog, MaxWindowLog));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (buffer.IsEmpty || IsFinished()) return 0;
            if (NeedsInput) Received(inner.Read(input));
            if (Step(buffer) is var produced and > 0) return produced;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (buffer.IsEmpty || IsFinished()) return 0;
            if (NeedsInput) Received(await inner.ReadAsync(input, cancellationToken));
            if (Step(buffer.Span) is var produced and > 0) return produced;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            context.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool NeedsInput => inputStart == inputEnd && !isInputAtEnd;

    // After the last byte of input the library may still hold output; only when a step gives none is the frame really cut.
    private bool IsFinished() => isInputAtEnd && inputStart == inputEnd && isBetweenFrames;

    private void Received(int read)
    {
        inputStart = 0;
        inputEnd = read;
        isInputAtEnd = read == 0;
    }

    private unsafe int Step(Span<byte> buffer)
    {
        if (isInputAtEnd && isBetweenFrames) return 0;
        fixed (byte* source = input, target = buffer)
        {
            var from = ZstdLibrary.Buffer.Over(source + inputStart, inputEnd - inputStart);
            var to = ZstdLibrary.Buffer.Over(target, buffer.Length);
            var rest = ZstdLibrary.Decompress(context, ref to, ref from);
            Check(rest);
            inputStart += (int)from.Position;
            isBetweenFrames = rest == 0;
            return Accept(buffer[..(int)to.Position]);
        }
    }

    private int Accept(Span<byte> produced)
    {
        if (produced.IsEmpty && isInputAtEnd && !isBetweenFrames) throw Errors.ZstdTruncated(subject);
        count += produced.Length;
        if (count <= maxOutput) return produced.Length;
        produced.Clear();
        throw Errors.ZstdTooMuch(subject, maxOutput);
    }

    private void Check(nuint code)
    {
        if (ZstdLibrary.IsError(code)) throw Errors.ZstdDamaged(subject, ZstdLibrary.ErrorName(code));
    }
}
