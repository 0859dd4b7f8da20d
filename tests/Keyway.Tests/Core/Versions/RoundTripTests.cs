// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class RoundTripTests
{
    [Fact]
    public void Stack_versions_come_back_from_text_tag_and_annotation() => Laws.ForAll(RandomVersions.LongStack, text =>
    {
        if (!StackVersion.TryParse(text, out var version))
        {
            Laws.Check(text.Length > StackVersion.MaxLength, "parsed", text);
            return;
        }

        var tag = version.ToTag();
        var read = StackVersionTag.Parse(tag);
        Laws.Check(version.ToString() == text, "printed unchanged", text);
        Laws.Check(tag.Length <= 128 && !tag.Contains('+', StringComparison.Ordinal), "a tag", text, tag);
        Laws.Check(read.IsHashed == (text.Length > 128) && read.ToString() == tag, "read back", text, tag);
        Laws.Check(read.Resolve(text) == version && (read.IsHashed || read.Resolve(null) == version), "resolved", text, tag);
    });

    [Fact]
    public void Different_stack_versions_have_different_tags() => Laws.ForAll(random => (A: RandomVersions.Stack(random), B: RandomVersions.Stack(random)), pair =>
        Laws.Check(pair.A == pair.B == (StackVersion.Parse(pair.A).ToTag() == StackVersion.Parse(pair.B).ToTag()), "injective", pair.A, pair.B));

    [Fact]
    public void Semver_exports_are_semver_and_keep_the_order_of_cores() => Laws.ForAll(
        random => (A: StackVersion.Parse(RandomVersions.Stack(random)), B: StackVersion.Parse(RandomVersions.Stack(random))),
        pair =>
        {
            var (a, b) = (ComponentVersion.Parse(VersionScheme.SemVer, pair.A.ToSemVer()), ComponentVersion.Parse(VersionScheme.SemVer, pair.B.ToSemVer()));
            Laws.Check(a.Compare(b) == Math.Sign(pair.A.CompareCore(pair.B)), "the same order", pair.A, pair.B);
        });

    [Fact]
    public void Kernel_releases_print_unchanged_and_match_themselves() => Laws.ForAll(RandomVersions.Kernel, text =>
    {
        var release = KernelRelease.Parse(text);
        Laws.Check(release.ToString() == text, "printed unchanged", text);
        Laws.Check(KernelSpec.Parse("=" + text).Matches(release) == Truth.True, "matched by its exact spec", text);
    });

    [Fact]
    public void Kernel_specs_print_canonically_and_mean_the_same_again() => Laws.ForAll(random => (Spec: RandomVersions.KernelSpec(random), Release: RandomVersions.Kernel(random)), pair =>
    {
        var spec = KernelSpec.Parse(pair.Spec);
        var again = KernelSpec.Parse(spec.ToString());
        var release = KernelRelease.Parse(pair.Release);
        Laws.Check(again == spec && again.ToString() == spec.ToString(), "canonical", pair.Spec);
        Laws.Check(again.Matches(release) == spec.Matches(release), "the same meaning", pair.Spec, pair.Release);
    });

    [Fact]
    public void Bounds_of_a_kernel_spec_exclude_each_other() => Laws.ForAll(random => (A: RandomVersions.Kernel(random), B: RandomVersions.Kernel(random).TrimEnd('+')), pair =>
    {
        var release = KernelRelease.Parse(pair.A);
        Laws.Check(KernelSpec.Parse(">=" + pair.B).Matches(release) == KernelSpec.Parse("<" + pair.B).Matches(release).Not(), "opposite", pair.A, pair.B);
        Laws.Check(KernelSpec.Parse(">" + pair.B).Matches(release) == KernelSpec.Parse("<=" + pair.B).Matches(release).Not(), "opposite", pair.A, pair.B);
    });

    [Fact]
    public void Mutated_texts_parse_or_are_refused_but_never_crash() => Laws.ForAll(Mutant, text =>
    {
        Survives(text, () => StackVersion.Parse(text));
        Survives(text, () => StackVersionTag.Parse(text));
        Survives(text, () => KernelRelease.Parse(text));
        Survives(text, () => KernelSpec.Parse(text));
        var scheme = (VersionScheme)(text.Length % 10);
        Survives(text, () => ComponentVersion.Parse(scheme, text));
        Survives(text, () => VersionRange.Parse(scheme, text));
    });

    private static string Mutant(Random random)
    {
        var text = RandomVersions.Pick(random, RandomVersions.Stack(random), RandomVersions.Kernel(random), RandomVersions.KernelSpec(random), RandomVersions.Component(random, (VersionScheme)random.Next(10)));
        var at = random.Next(text.Length + 1);
        var inserted = ((char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80)).ToString();
        return random.Next(3) switch { 0 => text.Insert(at, inserted), 1 => text[..at], _ => text[..at] + inserted + text[Math.Min(text.Length, at + random.Next(4))..] };
    }

    private static void Survives(string text, Func<object> parse)
    {
        // Exceptions are slow: most mutants are only asked, every refusal text of a shorter part is also built.
        try
        {
            if (text.Length % 16 == 0) parse();
        }
        catch (KeywayException refusal)
        {
            Laws.Check(refusal.Message.All(c => c is >= ' ' and <= '~' or '…'), "printable", text, refusal.Message);
        }
    }
}
