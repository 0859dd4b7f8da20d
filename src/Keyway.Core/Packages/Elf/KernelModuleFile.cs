// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages.Elf;

/// <summary>What a kernel module file says about itself. Every offset and size in it is checked; a file that lies is refused, never trusted.</summary>
public sealed record KernelModuleFile
{
    /// <summary>The module's name as the kernel knows it: `-` is `_`.</summary>
    public required string Name { get; init; }

    public required string Vermagic { get; init; }

    public string? Srcversion { get; init; }

    public string? License { get; init; }

    public string? Version { get; init; }

    public required ImmutableArray<string> Depends { get; init; }

    /// <summary>Firmware files the module asks for.</summary>
    public required ImmutableArray<string> Firmware { get; init; }

    /// <summary>Device patterns the module answers to.</summary>
    public required ImmutableArray<string> Aliases { get; init; }

    /// <summary>Symbol namespaces the module imports.</summary>
    public ImmutableArray<string> ImportNamespaces { get; init; } = [];

    /// <summary>Build id in hexadecimal, or null.</summary>
    public string? BuildId { get; init; }

    /// <summary>The appended signature, or null.</summary>
    public ModuleSignature? Signature { get; init; }

    /// <summary>Imported symbols with the CRC they were built against: `0x` and 8 digits; null without MODVERSIONS.</summary>
    public required ImmutableSortedDictionary<string, string?> Imports { get; init; }

    /// <summary>Exported symbols with their CRC; null as above.</summary>
    public required ImmutableSortedDictionary<string, string?> Exports { get; init; }

    /// <summary>The kernel release of <see cref="Vermagic"/>.</summary>
    public string Release => Vermagic.Split(' ')[0];

    internal ElfHeader Header { get; private init; } = null!;

    /// <summary>
    /// Reads a module, plain or compressed (<c>.ko</c>, <c>.ko.gz</c>, <c>.ko.xz</c>, <c>.ko.zst</c>), from a seekable stream.
    /// <paramref name="path"/> names it in refusals and gives the name of a module that does not tell its own.
    /// </summary>
    public static KernelModuleFile Read(Stream content, string path)
    {
        if (!ModuleCompression.IsCompressed(path)) return Read(new BoundedFile(content, path));
        using var plain = ModuleCompression.Unpack(content, path);
        return Read(new BoundedFile(plain, path));
    }

    /// <summary>The form the package config lists.</summary>
    public PackagedModule ToPackagedModule(string path) => new()
    {
        Path = path,
        Name = Name,
        Vermagic = Vermagic,
        Srcversion = Srcversion,
        License = License,
        Version = Version,
        IsSigned = Signature is not null,
        SigningKey = Signature is { KeyId: { } key } signature ? signature.Signer is null ? key : PackagedModule.SerialPrefix + key : null,
        ImportNamespaces = ImportNamespaces.IsEmpty ? null : ImportNamespaces,
        Depends = Depends,
        Firmware = Firmware,
        Imports = Imports,
        Exports = Exports,
    };

    private static KernelModuleFile Read(BoundedFile file)
    {
        ElfImage image = new(file);
        var metadata = ModuleMetadata.Read(image);
        if (image.Header.Type != ElfType.Relocatable) throw Errors.NotAModule(file.Name, $"its ELF type is {(ushort)image.Header.Type}, expected 1 (relocatable)");
        if (metadata.First("vermagic") is not { Length: > 0 } vermagic) throw Errors.NotAModule(file.Name, "its .modinfo has no vermagic");
        ModuleSymbols symbols = new(image);
        return new()
        {
            Header = image.Header,
            Name = metadata.First("name") ?? ModuleCompression.NameOf(file.Name),
            Vermagic = vermagic.TrimEnd(' '),
            Srcversion = metadata.First("srcversion"),
            License = metadata.First("license"),
            Version = metadata.First("version"),
            Depends = [.. (metadata.First("depends") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
            Firmware = metadata.All("firmware"),
            Aliases = metadata.All("alias"),
            ImportNamespaces = metadata.All("import_ns"),
            BuildId = ElfNotes.BuildId(image),
            Signature = ModuleSignature.Read(file),
            Imports = symbols.Imports(),
            Exports = symbols.Exports(),
        };
    }
}
