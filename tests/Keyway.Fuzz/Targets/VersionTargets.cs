// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Fuzz.Mutation;
using Keyway.Versions;

namespace Keyway.Fuzz.Targets;

/// <summary>Versions, kernel releases, kernel specs and ranges. The first byte of a component version or range chooses the scheme.</summary>
internal static class VersionTargets
{
    private static readonly string[] Versions = ["Keyway.Versions"];
    private static readonly VersionScheme[] Schemes = Enum.GetValues<VersionScheme>();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("stack-version", InputShape.Text, Versions, () => Seeds.Rows("spec/version/vectors/valid.tsv", 0), ReadStackVersion),
        new("stack-version-tag", InputShape.Text, Versions, () => Seeds.Rows("spec/version/vectors/valid.tsv", 1), ReadTag),
        new("kernel-spec", InputShape.Text, Versions, () => Seeds.Rows("spec/version/vectors/match.tsv", 0, 2), ReadKernelSpec),
        new("component-version", InputShape.Text, Versions, OrderSeeds, ReadComponents),
        new("version-range", InputShape.Text, Versions, RangeSeeds, ReadRange),
    ];

    private static void ReadStackVersion(byte[] bytes)
    {
        if (!StackVersion.TryParse(Encoding.UTF8.GetString(bytes), out var version)) return;
        Promise.That(StackVersion.Parse(version.ToString()).Equals(version), "a version is read as it was written");
        Promise.That(version.CompareTo(version) == 0, "a version ranks with itself");
    }

    private static void ReadTag(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (StackVersionTag.TryParse(text, out var tag)) Promise.That(tag.ToString() == text, "a tag is written as it was read");
    }

    private static void ReadKernelSpec(byte[] bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split('\t', 2);
        if (parts.Length < 2 || !KernelSpec.TryParse(parts[0], out var spec) || !KernelRelease.TryParse(parts[1], out var release)) return;
        spec.Matches(release);
        Promise.That(KernelSpec.TryParse(spec.ToString(), out var again) && again.ToString() == spec.ToString(), "a kernel spec is read as it was written");
    }

    private static IEnumerable<byte[]> OrderSeeds() => Seeds.Rows("spec/version/vectors/order.tsv", 0, 1, 3).Select(ByScheme);

    private static IEnumerable<byte[]> RangeSeeds() => Seeds.Rows("spec/version/vectors/range.tsv", 0, 1, 3).Select(ByScheme);

    // The name of the scheme in front becomes one byte.
    private static byte[] ByScheme(byte[] row)
    {
        var tab = row.AsSpan().IndexOf((byte)'\t');
        var known = VersionSchemes.TryParse(Encoding.UTF8.GetString(row.AsSpan(0, tab)), out var scheme);
        return [(byte)(known ? (int)scheme : 0), .. row.AsSpan(tab + 1)];
    }

    private static void ReadComponents(byte[] bytes)
    {
        if (!TrySplit(bytes, out var scheme, out var left, out var right)) return;
        if (!ComponentVersion.TryParse(scheme, left, out var one) || !ComponentVersion.TryParse(scheme, right, out var other)) return;
        var (forth, back) = (one.Compare(other), other.Compare(one));
        Promise.That(forth is null == back is null && Math.Sign(forth ?? 0) == -Math.Sign(back ?? 0), "the order is the same from both sides");
    }

    private static void ReadRange(byte[] bytes)
    {
        if (!TrySplit(bytes, out var scheme, out var left, out var right)) return;
        if (!VersionRange.TryParse(scheme, left, out var range) || !ComponentVersion.TryParse(scheme, right, out var version)) return;
        range.Matches(version);
        Promise.That(VersionRange.Parse(scheme, range.ToString()).ToString() == range.ToString(), "a range is read as it was written");
    }

    private static bool TrySplit(byte[] bytes, out VersionScheme scheme, out string left, out string right)
    {
        (scheme, left, right) = (default, "", "");
        if (bytes.Length == 0) return false;
        scheme = Schemes[bytes[0] % Schemes.Length];
        var parts = Encoding.UTF8.GetString(bytes.AsSpan(1)).Split('\t', 2);
        (left, right) = (parts[0], parts[^1]);
        return parts.Length == 2;
    }
}
