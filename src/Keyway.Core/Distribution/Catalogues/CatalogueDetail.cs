// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Distribution.Catalogues;

/// <summary>
/// Everything about one package, as it was read from its repository: source, tags, digests and configs. Reading checks a config as one from a registry is checked.
/// Spec: spec/catalogue §"Details".
/// </summary>
internal static class CatalogueDetail
{
    private const int MaxTags = 100_000;

    public static byte[] Write(DriverPackage package)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(package.Source);
        WriteDescriptor(writer, package.Index);
        writer.Write7BitEncodedInt(package.Tags.Length);
        foreach (var tag in package.Tags) writer.Write(tag);
        writer.Write7BitEncodedInt(package.Builds.Length);
        foreach (var build in package.Builds)
        {
            WriteDescriptor(writer, build.Manifest);
            var config = DriverConfigJson.Write(build.Config);
            writer.Write(config.Length);
            writer.Write(config);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static DriverPackage Read(byte[] bytes, string file)
    {
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        var source = reader.ReadString();
        var index = ReadDescriptor(reader, MediaTypes.ImageIndex);
        var tags = ImmutableArray.CreateBuilder<string>();
        for (var left = Bounded(reader.Read7BitEncodedInt(), MaxTags, file); left > 0; left--) tags.Add(reader.ReadString());
        var builds = ImmutableArray.CreateBuilder<IsaBuild>();
        for (var left = Bounded(reader.Read7BitEncodedInt(), CatalogueFormat.MaxBuilds, file); left > 0; left--) builds.Add(ReadBuild(reader, bytes, file));
        if (builds.Count == 0 || reader.BaseStream.Position != bytes.Length) throw Errors.BadCatalogue(file, "a package without builds, or with bytes after them");
        return new DriverPackage { Source = source, Index = index, Tags = tags.ToImmutable(), Builds = builds.ToImmutable() };
    }

    private static IsaBuild ReadBuild(BinaryReader reader, byte[] bytes, string file)
    {
        var manifest = ReadDescriptor(reader, MediaTypes.ImageManifest);
        var length = Bounded(reader.ReadInt32(), bytes.Length - (int)reader.BaseStream.Position, file);
        var config = DriverConfigJson.Read(bytes.AsSpan((int)reader.BaseStream.Position, length), $"config in {file}");
        reader.BaseStream.Position += length;
        return new IsaBuild { Manifest = manifest with { Platform = new Platform { Architecture = config.Isa.Word(), Os = "linux" } }, Config = config };
    }

    private static void WriteDescriptor(BinaryWriter writer, Descriptor descriptor)
    {
        writer.Write(descriptor.Digest.ToString());
        writer.Write(descriptor.Size);
    }

    private static Descriptor ReadDescriptor(BinaryReader reader, string mediaType) => new() { MediaType = mediaType, Digest = Digest.Parse(reader.ReadString()), Size = reader.ReadInt64() };

    private static int Bounded(int count, int limit, string file) => count >= 0 && count <= limit ? count : throw Errors.BadCatalogue(file, $"a count of {count}, at most {limit} is possible");
}
