// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>
/// The upstream part of a kernel version: one to four numbers and a release candidate. Absent numbers count as zero; a candidate comes before its
/// release. Spec: spec/version §"Kernel releases".
/// </summary>
public readonly record struct KernelBase : IComparable<KernelBase>
{
    internal const int MaxNumbers = 4;

    private readonly (int First, int Second, int Third, int Fourth) numbers;

    internal KernelBase(ReadOnlySpan<int> numbers, int? releaseCandidate)
    {
        this.numbers = (numbers[0], At(numbers, 1), At(numbers, 2), At(numbers, 3));
        Count = numbers.Length;
        ReleaseCandidate = releaseCandidate;
    }

    public int Major => numbers.First;

    public int Minor => numbers.Second;

    public int Patch => numbers.Third;

    /// <summary>The fourth number of 2.6.x.y and of some vendor kernels.</summary>
    public int Extra => numbers.Fourth;

    /// <summary>How many numbers were written.</summary>
    public int Count { get; }

    /// <summary>N of <c>-rcN</c>; null for a release.</summary>
    public int? ReleaseCandidate { get; }

    /// <summary>By the numbers, then candidates before the release. 6.8 and 6.8.0 rank alike.</summary>
    public int CompareTo(KernelBase other)
    {
        var order = numbers.CompareTo(other.numbers);
        return order != 0 ? order : Candidate.CompareTo(other.Candidate);
    }

    public override string ToString()
    {
        var text = Count switch { 1 => $"{Major}", 2 => $"{Major}.{Minor}", 3 => $"{Major}.{Minor}.{Patch}", _ => $"{Major}.{Minor}.{Patch}.{Extra}" };
        return ReleaseCandidate is { } candidate ? $"{text}-rc{candidate}" : text;
    }

    /// <summary>The number at an index from 0 to 3.</summary>
    internal int this[int index] => index switch { 0 => Major, 1 => Minor, 2 => Patch, _ => Extra };

    /// <summary>Index of the first of the leading <paramref name="count"/> numbers that differs; -1 when they agree.</summary>
    internal int FirstDifference(KernelBase other, int count)
    {
        for (var i = 0; i < count; i++)
            if (this[i] != other[i]) return i;
        return -1;
    }

    /// <summary>True when every number from this index on is zero.</summary>
    internal bool IsZeroFrom(int index)
    {
        for (var i = index; i < MaxNumbers; i++)
            if (this[i] != 0) return false;
        return true;
    }

    private int Candidate => ReleaseCandidate ?? int.MaxValue;

    private static int At(ReadOnlySpan<int> numbers, int index) => index < numbers.Length ? numbers[index] : 0;
}
