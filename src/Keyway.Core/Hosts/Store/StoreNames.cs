// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Artifacts.Content;

namespace Keyway.Hosts.Store;

/// <summary>The names in a store. Spec: spec/host-store §"Names".</summary>
internal static class StoreNames
{
    public const string Lock = "lock";
    public const string Journal = "journal";
    public const string Packages = "packages";
    public const string Generations = "generations";
    public const string Current = "current";
    public const string Next = ".next";
    public const string Reserve = ".reserve";
    public const string Temporary = ".tmp-";
    public const string GenerationDocument = "generation.json";
    public const string LayerDocument = "layer.json";
    public const string Tree = "tree";

    private const string GenerationsPrefix = Generations + "/";

    /// <summary>Where a store is below a host root.</summary>
    public static IReadOnlyList<string> Place { get; } = ["var", "lib", "keyway"];

    /// <summary>The directories of a store.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Journal, Packages, Generations];

    public static string PackageOf(Digest diffId) => $"{diffId.Algorithm.ToString().ToLowerInvariant()}-{diffId.Hex}";

    public static string GenerationOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string TargetOf(long number) => GenerationsPrefix + GenerationOf(number);

    /// <summary>Where a link of a generation points: up to the store, then into the unpacked layer.</summary>
    public static string LinkTarget(string path, Digest diffId) =>
        string.Concat(Enumerable.Repeat("../", path.Count('/') + 2)) + $"{Packages}/{PackageOf(diffId)}/{Tree}/{path}";

    /// <summary>The number in a target of <c>current</c>; null for anything that is not exactly one.</summary>
    public static long? NumberOf(string target) =>
        target.StartsWith(GenerationsPrefix, StringComparison.Ordinal) ? GenerationNumber(target[GenerationsPrefix.Length..]) : null;

    /// <summary>The number that a name under <c>generations/</c> stands for; null for anything else.</summary>
    public static long? GenerationNumber(string name) =>
        long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && GenerationOf(number) == name ? number : null;

    public static bool IsTemporary(string name) => name.StartsWith(Temporary, StringComparison.Ordinal);
}
