// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Keyway.Packages.Spdx;

/// <summary>The identifiers of the SPDX licence list, embedded; eng/spdx/update renews them.</summary>
internal static class SpdxIdentifiers
{
    private static readonly FrozenDictionary<string, string> KindOf = Load();

    public static FrozenSet<string> Licences { get; } = OfKind("licence");

    public static FrozenSet<string> DeprecatedLicences { get; } = OfKind("deprecated-licence");

    public static FrozenSet<string> Exceptions { get; } = OfKind("exception");

    public static FrozenSet<string> DeprecatedExceptions { get; } = OfKind("deprecated-exception");

    private static FrozenSet<string> OfKind(string kind) => KindOf.Where(pair => pair.Value == kind).Select(pair => pair.Key).ToFrozenSet();

    private static FrozenDictionary<string, string> Load()
    {
        using StreamReader reader = new(typeof(SpdxIdentifiers).Assembly.GetManifestResourceStream("Keyway.Packages.Spdx.identifiers.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1]);
    }
}
