// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>One term of a <see cref="KernelSpec"/>; prints itself canonically.</summary>
internal abstract record KernelTerm
{
    public abstract Truth Matches(KernelRelease release);

    public abstract override string ToString();

    /// <summary><c>6.8.x</c>: the written numbers agree; candidates of the first release of the series come before it.</summary>
    internal sealed record Series(KernelBase Prefix) : KernelTerm
    {
        public override Truth Matches(KernelRelease release)
        {
            var difference = release.Base.FirstDifference(Prefix, Prefix.Count);
            if (release.HidesPatchLevel && Prefix.Count > 2 && difference is not (0 or 1)) return Truth.Unknown;
            var isBeforeFirst = release.Base.ReleaseCandidate is not null && release.Base.IsZeroFrom(Prefix.Count);
            return (difference < 0 && !isBeforeFirst).ToTruth();
        }

        public override string ToString() => $"{Prefix}.x";
    }

    /// <summary><c>&gt;=5.15</c> and <c>5.19+</c>: only as many numbers are compared as were written.</summary>
    internal sealed record BaseBound(Comparison Comparison, KernelBase Bound, bool IsSuffixed) : KernelTerm
    {
        public override Truth Matches(KernelRelease release)
        {
            var difference = release.Base.FirstDifference(Bound, Bound.Count);
            if (!release.HidesPatchLevel || difference is 0 or 1 || Bound.Count < 3) return Comparison.Accepts(Order(release.Base, difference));
            return MatchesHidden(release.Base, difference);
        }

        public override string ToString() => IsSuffixed ? $"{Bound}+" : Comparison.Symbol() + Bound;

        private int Order(KernelBase release, int difference)
        {
            if (difference >= 0) return release[difference].CompareTo(Bound[difference]);
            var candidate = release.IsZeroFrom(Bound.Count) ? release.ReleaseCandidate : null;
            return (candidate ?? int.MaxValue).CompareTo(Bound.ReleaseCandidate ?? int.MaxValue);
        }

        // The true patch level is anywhere from the written .0 up: what holds for .0 and for every higher one holds, what holds for none does not.
        private Truth MatchesHidden(KernelBase release, int difference)
        {
            var atLowest = Comparison.Accepts(Order(release, difference));
            var above = Comparison.Accepts(1);
            return atLowest == above ? atLowest : Truth.Unknown;
        }
    }

    /// <summary><c>&gt;=6.8.0-1028-nvidia-64k</c>: the partial order of releases.</summary>
    internal sealed record ReleaseBound(Comparison Comparison, KernelRelease Bound) : KernelTerm
    {
        public override Truth Matches(KernelRelease release) => Comparison.Accepts(release.Compare(Bound));

        public override string ToString() => Comparison.Symbol() + Bound;
    }

    /// <summary>A bare <c>6.12.94</c>: this upstream base as the release writes it, any flavour.</summary>
    internal sealed record ExactBase(KernelBase Base) : KernelTerm
    {
        public override Truth Matches(KernelRelease release) => (release.Base.CompareTo(Base) == 0).ToTruth();

        public override string ToString() => Base.ToString();
    }

    /// <summary><c>=6.8.0-1028-nvidia-64k</c>: this text and no other.</summary>
    internal sealed record ExactRelease(KernelRelease Release) : KernelTerm
    {
        public override Truth Matches(KernelRelease release) => (release == Release).ToTruth();

        public override string ToString() => $"={Release}";
    }

    /// <summary><c>6.8.0-*-nvidia*</c>: a glob over the raw text.</summary>
    internal sealed record Pattern(Glob Glob) : KernelTerm
    {
        public override Truth Matches(KernelRelease release) => Glob.IsMatch(release.ToString()).ToTruth();

        public override string ToString() => Glob.Pattern;
    }
}
