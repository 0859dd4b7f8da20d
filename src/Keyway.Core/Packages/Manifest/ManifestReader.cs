// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Keyway.Packages.Manifest;

/// <summary>
/// Reads a manifest strictly, and finds everything that is wrong with it at once: (1) size and syntax, (2) the shape of every member,
/// (3) what members must say together, (4) the value. Pure and thread-safe. Spec: spec/manifest.
/// </summary>
public static class ManifestReader
{
    /// <summary>The largest manifest accepted: 1 MiB.</summary>
    public const int MaxLength = 1 << 20;

    private static readonly PlacedDocument Tree = new("manifest", MaxLength, PackageJson.MaxDepth)
    {
        TooLarge = ManifestCodes.TooLarge,
        NotJson = ManifestCodes.NotJson,
        Start = "`keyway init` writes a first one",
    };

    /// <summary>Reads a document; <paramref name="file"/> is its name in diagnostics.</summary>
    public static ManifestReading Read(ReadOnlySpan<byte> document, string file)
    {
        Findings findings = new();
        var root = Tree.Read(document, findings);
        if (root is not null) ManifestShape.Root.Check(root, "manifest", findings);
        if (root is PlacedObject members) ManifestRules.Check(members, findings);
        return new()
        {
            Manifest = findings.HasErrors ? null : JsonSerializer.Deserialize(document, PackageJson.Manifest),
            IsMinimalForm = root is PlacedObject found && found["schemaVersion"] is null,
            Diagnostics = [.. findings.InOrder(file, document)],
        };
    }
}
