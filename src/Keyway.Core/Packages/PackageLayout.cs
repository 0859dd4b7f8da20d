// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>
/// The one place that knows which path of a source directory belongs to which payload and layer, and what the layers are called.
/// Spec: spec/package §"Source directory", §"Layers".
/// </summary>
internal static class PackageLayout
{
    public const string ManifestFile = "keyway.json";
    public const string Userspace = "userspace";
    public const string Modules = "modules";
    public const string Dkms = "dkms";
    public const string Firmware = "firmware";

    /// <summary>The place of a payload path; null for a directory that only leads to payloads, for ancillary files and for strays.</summary>
    public static LayoutPlace? PlaceOf(string path) => path.Split('/', 4) switch
    {
        [var isa, Userspace, ..] when IsaExtensions.TryParse(isa, out var value) => new(PayloadKind.Userspace, value, "", TreePath(path)),
        [_, Modules, "README.md"] => null,
        [var isa, Modules, var release, ..] when IsaExtensions.TryParse(isa, out var value) => new(PayloadKind.KernelModule, value, release, TreePath(path)),
        [Dkms or Firmware, "README.md"] => null,
        [Dkms, var name, ..] => new(PayloadKind.Dkms, null, name, path),
        [Firmware, _, ..] => new(PayloadKind.Firmware, null, path[(Firmware.Length + 1)..], path),
        _ => null,
    };

    /// <summary>True for a directory that may hold payloads further down.</summary>
    public static bool LeadsToPayloads(string path) => path.Split('/') switch
    {
        [Dkms or Firmware] => true,
        [var isa] => IsaExtensions.TryParse(isa, out _),
        [var isa, Modules] => IsaExtensions.TryParse(isa, out _),
        _ => false,
    };

    /// <summary>
    /// True for files that stay with the source and are not packed: the manifest, the documents it names, read-me files between payloads, licence texts, and
    /// the dot files of forges and CI.
    /// </summary>
    public static bool IsAncillary(string path, DriverManifest manifest) => path.Split('/') switch
    {
        [ManifestFile] or ["LICENSES", ..] or ["README.md"] => true,
        [var name] when name.StartsWith("LICENSE", StringComparison.Ordinal) || name.StartsWith("COPYING", StringComparison.Ordinal) => true,
        [var name, ..] when name.StartsWith('.') => true,
        [.. var directory, "README.md"] when LeadsToPayloads(string.Join('/', directory)) => true,
        _ => path == manifest.Sbom || path == manifest.Signature,
    };

    /// <summary>Unique title of a layer inside one ISA's manifest.</summary>
    public static string LayerTitle(Isa isa, PayloadKind kind, string name) => kind switch
    {
        PayloadKind.Userspace => $"{isa.Word()}/userspace.tar.zst",
        PayloadKind.KernelModule => $"{isa.Word()}/modules-{name}.tar.zst",
        PayloadKind.Dkms => $"{isa.Word()}/dkms-{name}.tar.zst",
        PayloadKind.Firmware => $"{isa.Word()}/firmware-{name}.tar.zst",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The top of a payload in the package tree; links of the payload stay below it.</summary>
    public static string TreeRoot(PayloadKind kind, string name) => kind switch
    {
        PayloadKind.Userspace => Userspace,
        PayloadKind.KernelModule => $"{Modules}/{name}",
        PayloadKind.Dkms => $"{Dkms}/{name}",
        PayloadKind.Firmware => $"{Firmware}/{name}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string TreePath(string path) => path[(path.IndexOf('/') + 1)..];
}
