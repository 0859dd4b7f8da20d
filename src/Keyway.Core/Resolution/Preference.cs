// SPDX-License-Identifier: Apache-2.0

using Keyway.Packages;
using Keyway.Versions;

namespace Keyway.Resolution;

/// <summary>
/// Which of two candidates is preferred, the better one first: how well it is looked after, the newer core, the more specific version, less firmware to
/// change on this host, fewer bytes; then only what makes the order total. Spec: spec/resolution §"Order".
/// </summary>
internal sealed class Preference(ResolvePolicy policy) : IComparer<Candidate>
{
    public int Compare(Candidate? x, Candidate? y)
    {
        var (left, right) = (x!.Version, y!.Version);
        if (left is null || right is null) return left is null && right is null ? BySource(x.Package, y.Package) : left is null ? 1 : -1;
        var order = OnAnyHost(x.Package, left, y.Package, right);
        if (order == 0) order = x.FirmwareMoves.CompareTo(y.FirmwareMoves);
        if (order == 0) order = x.Bytes.CompareTo(y.Bytes);
        return order != 0 ? order : Last(x.Package, left, y.Package, right);
    }

    /// <summary>The part of the order that no host has a say in.</summary>
    public int OnAnyHost(DriverPackage x, StackVersion left, DriverPackage y, StackVersion right)
    {
        var order = SupportStanding.Of(y.Manifest, policy.Today).CompareTo(SupportStanding.Of(x.Manifest, policy.Today));
        if (order == 0) order = right.CompareCore(left);
        return order != 0 ? order : right.CompareSpecificity(left);
    }

    /// <summary>What decides when all that matters is equal: the order of versions, of sources, of digests.</summary>
    public static int Last(DriverPackage x, StackVersion left, DriverPackage y, StackVersion right) => right.CompareTo(left) is var order and not 0 ? order : BySource(x, y);

    private static int BySource(DriverPackage x, DriverPackage y)
    {
        var order = string.CompareOrdinal(x.Source, y.Source);
        return order != 0 ? order : x.Index.Digest.CompareTo(y.Index.Digest);
    }
}
