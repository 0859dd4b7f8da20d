// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Keyway.Artifacts.Content;
using Keyway.Packages;
using Keyway.Packages.Elf;

namespace Keyway.Publishing;

/// <summary>One pass over a source file: hashes while reading and refuses a file that is not, or does not stay, what the directory listing said.</summary>
internal sealed class SourceFileStream : ForwardOnlyReadStream
{
    private readonly SourceFile source;
    private readonly FileStream file;
    private readonly DateTime writtenAt;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Action<int> onRead;
    private long count;

    public SourceFileStream(SourceFile source, Action<int> onRead)
    {
        this.source = source;
        this.onRead = onRead;
        file = new FileStream(source.SourcePath!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        writtenAt = File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        Take(buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken);
        Take(buffer.Span[..read]);
        return read;
    }

    /// <summary>The module in the file, read from the same open file; null when the name is not that of a module.</summary>
    public PackagedModule? ReadModule()
    {
        if (!source.Path.EndsWith(".ko", StringComparison.Ordinal) && !source.Path.Contains(".ko.", StringComparison.Ordinal)) return null;
        file.Position = 0;
        return KernelModuleFile.Read(file, source.Path).ToPackagedModule(source.Path);
    }

    /// <summary>The digest of what was read, after a last look at the file.</summary>
    /// <exception cref="Artifacts.KeywayException">KW1250: the file changed.</exception>
    public Digest Finish()
    {
        if (file.Length != source.Size || File.GetLastWriteTimeUtc(file.SafeFileHandle) != writtenAt) throw Errors.SourceChanged(source.SourcePath!);
        return Digest.FromHash(DigestAlgorithm.Sha256, hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> read)
    {
        count += read.Length;
        if (count > source.Size || (read.IsEmpty && count < source.Size)) throw Errors.SourceChanged(source.SourcePath!);
        hash.AppendData(read);
        onRead(read.Length);
    }
}
