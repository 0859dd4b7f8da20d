// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class OrderLawTests
{
    public static TheoryData<VersionScheme> Schemes => [.. Enum.GetValues<VersionScheme>()];

    [Fact]
    public void Stack_versions_are_totally_ordered_and_the_order_agrees_with_equality() => Laws.ForAll(
        random => (A: StackVersion.Parse(RandomVersions.Stack(random)), B: StackVersion.Parse(RandomVersions.Stack(random)), C: StackVersion.Parse(RandomVersions.Stack(random))),
        t =>
        {
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.CompareTo(y), isTotal: true);
            Laws.Check(t.A.CompareTo(t.B) == 0 == t.A.Equals(t.B), "consistent with equality", t.A, t.B);
            Laws.Check(!t.A.Equals(t.B) || t.A.GetHashCode() == t.B.GetHashCode(), "consistent with hashes", t.A, t.B);
        });

    [Fact]
    public void Core_specificity_and_preference_are_orders_and_the_total_order_refines_the_core() => Laws.ForAll(
        random => (A: StackVersion.Parse(RandomVersions.Stack(random)), B: StackVersion.Parse(RandomVersions.Stack(random)), C: StackVersion.Parse(RandomVersions.Stack(random))),
        t =>
        {
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.CompareCore(y), isTotal: true);
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.CompareSpecificity(y), isTotal: true);
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.ComparePreference(y), isTotal: true);
            if (t.A.CompareCore(t.B) is var core and not 0) Laws.Check(Math.Sign(core) == Math.Sign(t.A.CompareTo(t.B)), "a refinement of the core", t.A, t.B);
            Laws.Check(t.A.ComparePreference(t.B) == 0 == t.A.Equals(t.B), "a preference that agrees with equality", t.A, t.B);
        });

    [Fact]
    public void Kernel_releases_are_partially_ordered_and_always_by_base() => Laws.ForAll(
        random => (A: KernelRelease.Parse(RandomVersions.Kernel(random)), B: KernelRelease.Parse(RandomVersions.Kernel(random)), C: KernelRelease.Parse(RandomVersions.Kernel(random))),
        t =>
        {
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.Compare(y), isTotal: false);
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.CompareBase(y), isTotal: true);
            Laws.Check(t.A.Compare(t.B) == 0 == (t.A == t.B), "consistent with equality", t.A, t.B);
            if (t.A.Compare(t.B) is { } order && t.A.CompareBase(t.B) is var byBase and not 0) Laws.Check(Math.Sign(order) == Math.Sign(byBase), "a refinement of the base", t.A, t.B);
        });

    [Theory, MemberData(nameof(Schemes))]
    public void Each_scheme_orders_its_versions(VersionScheme scheme) => Laws.ForAll(
        random => (A: Component(random, scheme), B: Component(random, scheme), C: Component(random, scheme)),
        t =>
        {
            Laws.HoldOrder(t.A, t.B, t.C, (x, y) => x.Compare(y), isTotal: scheme is not (VersionScheme.Opaque or VersionScheme.LinuxKernel));
            Laws.Check(!t.A.Equals(t.B) || t.A.Compare(t.B) == 0, "consistent with equality", t.A, t.B);
        });

    // A few of the random soups break a rule of their scheme (an empty rpm version, say): those are drawn again.
    private static ComponentVersion Component(Random random, VersionScheme scheme)
    {
        ComponentVersion? version;
        while (!ComponentVersion.TryParse(scheme, RandomVersions.Component(random, scheme), out version)) continue;
        return version;
    }
}
