// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>What a kernel module says about itself, read from the ELF file at pack time. Spec: spec/package §"Modules".</summary>
public sealed record PackagedModule
{
    /// <summary>What a <see cref="SigningKey"/> starts with when the signature names a certificate's serial number instead of a key id.</summary>
    public const string SerialPrefix = "serial:";

    /// <summary>Path of the module in the package tree.</summary>
    public required string Path { get; init; }

    /// <summary>Module name as the kernel knows it (`-` is `_`).</summary>
    public required string Name { get; init; }

    /// <summary>Full vermagic string.</summary>
    public required string Vermagic { get; init; }

    public string? Srcversion { get; init; }

    public string? License { get; init; }

    public string? Version { get; init; }

    /// <summary>True when a signature is appended; it is reported, not judged.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The key that signed it, in lower-case hexadecimal as the signature names it; null without a signature, or when it cannot be read.</summary>
    public string? SigningKey { get; init; }

    /// <summary>Symbol namespaces the module imports (modinfo <c>import_ns=</c>); null when it imports none.</summary>
    public IReadOnlyList<string>? ImportNamespaces { get; init; }

    public ImmutableArray<string> Depends { get => field.IsDefault ? [] : field; init; }

    /// <summary>Firmware files the module asks for (modinfo <c>firmware=</c>).</summary>
    public ImmutableArray<string> Firmware { get => field.IsDefault ? [] : field; init; }

    /// <summary>Imported symbols with the CRC they were built against (`0x` and 8 hexadecimal digits); the value is null without MODVERSIONS.</summary>
    public ImmutableSortedDictionary<string, string?> Imports { get => field ?? ImmutableSortedDictionary<string, string?>.Empty; init; }

    /// <summary>Exported symbols with their CRC; null as above.</summary>
    public ImmutableSortedDictionary<string, string?> Exports { get => field ?? ImmutableSortedDictionary<string, string?>.Empty; init; }
}
