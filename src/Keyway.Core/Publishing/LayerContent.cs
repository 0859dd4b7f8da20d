// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>The entries of one layer as they go into its archive, and what the config will list of them.</summary>
internal sealed class LayerContent(LayerSource layer, TarArchiveWriter archive, PackMeter meter)
{
    private readonly ImmutableArray<PackagedFile>.Builder files = ImmutableArray.CreateBuilder<PackagedFile>(layer.Files.Length);
    private readonly ImmutableArray<PackagedModule>.Builder modules = ImmutableArray.CreateBuilder<PackagedModule>();

    public ImmutableArray<PackagedFile> Files => files.ToImmutable();

    public ImmutableArray<PackagedModule> Modules => modules.ToImmutable();

    public async Task AddAsync(SourceFile source, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        Digest? digest = null;
        if (source.Type == PackagedFileType.File) digest = await AddFileAsync(source, entry, cancellationToken);
        else await archive.WriteAsync(entry, Stream.Null, cancellationToken);
        files.Add(new PackagedFile { Path = source.Path, Type = source.Type, Mode = source.Mode.ToOctal(), Size = source.Size, Digest = digest, Target = source.Target });
    }

    private async Task<Digest> AddFileAsync(SourceFile source, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using SourceFileStream content = new(source, bytes => meter.Add(layer.Title, bytes));
        await archive.WriteAsync(entry, content, cancellationToken);
        if (layer.Kind == PayloadKind.KernelModule && content.ReadModule() is { } module) modules.Add(module);
        var digest = content.Finish();
        return source.Declared is { } declared && declared != digest ? throw Errors.NotAsDeclared(source, declared, digest) : digest;
    }
}
