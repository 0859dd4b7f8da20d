// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;
using Keyway.Packages;

namespace Keyway.Tests.Core.Resolution;

/// <summary>A package as the resolver sees it, without any blob behind it. Its digests follow from its description.</summary>
internal sealed record PackageSketch
{
    public string Name { get; init; } = "demo";

    public string Version { get; init; } = "2.3.1";

    public string Source { get; init; } = "registry.example/gpu/demo";

    public Isa[] Isas { get; init; } = [Isa.Riscv64];

    public SupportedHost[] Hosts { get; init; } = [Host(Isa.Riscv64, "6.x")];

    public string[] Capabilities { get; init; } = [];

    public FirmwareImage[] Firmware { get; init; } = [];

    public ExportControl? Export { get; init; }

    public SupportWindow? Support { get; init; }

    /// <summary>Sets of prebuilt modules by kernel release.</summary>
    public (string Kernel, PackagedModule[] Modules)[] Prebuilt { get; init; } = [];

    public bool HasSource { get; init; }

    public static SupportedHost Host(Isa isa, params string[] kernels) => new() { Isa = isa, Kernels = [.. kernels] };

    public static FirmwareImage Image(string component, string rev, string scheme, params string[] from) =>
        new() { File = component + ".bin", Sha256 = DigestOf(component + rev), Rev = rev, Component = component, Scheme = scheme, UpgradeFrom = [.. from] };

    public static PackagedModule Module(string name, string vermagic, (string Symbol, string? Crc)[] imports, params (string Symbol, string? Crc)[] exports) => new()
    {
        Path = $"modules/x/{name}.ko",
        Name = name,
        Vermagic = vermagic,
        Imports = imports.ToImmutableSortedDictionary(import => import.Symbol, import => import.Crc),
        Exports = exports.ToImmutableSortedDictionary(export => export.Symbol, export => export.Crc),
    };

    public DriverPackage Build() => new()
    {
        Source = Source,
        Index = Blob(MediaTypes.ImageIndex, "index"),
        Tags = [Version.Replace('+', '_')],
        Builds = [.. Isas.Select(isa => new IsaBuild { Manifest = Blob(MediaTypes.ImageManifest, isa.Word()), Config = new DriverConfig { Isa = isa, Manifest = Manifest(), Layers = [.. Layers(isa)] } })],
    };

    private DriverManifest Manifest() => new()
    {
        Package = Name,
        Version = Version,
        SupportedHosts = [.. Hosts],
        NvlinkCapabilities = [.. Capabilities],
        Firmware = [.. Firmware],
        Export = Export,
        Support = Support,
    };

    private IEnumerable<PackagedLayer> Layers(Isa isa)
    {
        yield return Layer(isa, "userspace", PayloadKind.Userspace, null, []);
        foreach (var (kernel, modules) in Prebuilt) yield return Layer(isa, "modules-" + kernel, PayloadKind.KernelModule, kernel, modules);
        if (HasSource) yield return Layer(isa, "dkms-" + Name, PayloadKind.Dkms, null, []);
        foreach (var image in Firmware) yield return Layer(isa, "firmware-" + image.File, PayloadKind.Firmware, null, []);
    }

    private PackagedLayer Layer(Isa isa, string name, PayloadKind kind, string? kernel, PackagedModule[] modules)
    {
        var title = $"{isa.Word()}/{name}.tar.zst";
        return new PackagedLayer
        {
            Title = title,
            Kind = kind,
            Kernel = kernel,
            Digest = DigestOf(Version + title),
            Size = title.Length,
            DiffId = DigestOf(title),
            UncompressedSize = title.Length,
            Files = [],
            Modules = [.. modules],
        };
    }

    private Descriptor Blob(string mediaType, string name) => new() { MediaType = mediaType, Digest = DigestOf($"{Source} {Name} {Version} {name}"), Size = 100 };

    private static Digest DigestOf(string text) => Digest.OfBytes(Encoding.UTF8.GetBytes(text));
}
