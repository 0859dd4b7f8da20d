// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;

namespace Keyway.Publishing;

/// <summary>Adds up what was read and tells whoever is watching.</summary>
internal sealed class PackMeter(PackageSource source, IProgress<PackProgress>? progress)
{
    private readonly long total = source.Isas.SelectMany(isa => isa.Layers).DistinctBy(LayerWriter.ContentKey).SelectMany(layer => layer.Files).Sum(file => file.Size);
    private long done;

    public void Add(string layer, int bytes)
    {
        done += bytes;
        progress?.Report(new PackProgress(layer, done, total));
    }
}
