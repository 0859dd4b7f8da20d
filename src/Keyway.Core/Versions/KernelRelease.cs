// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>
/// What <c>uname -r</c> says, such as <c>6.8.0-1028-nvidia-64k</c>. Its order is partial: the ABI numbers of a distribution mean something only
/// beside those of the same flavour. Prints what was parsed. Immutable. Spec: spec/version §"Kernel releases".
/// </summary>
[JsonConverter(typeof(KernelReleaseJsonConverter))]
public sealed class KernelRelease : IEquatable<KernelRelease>
{
    /// <summary>Longest release Linux can report.</summary>
    public const int MaxLength = 64;

    private readonly string text;
    private readonly int tail;

    internal KernelRelease(string text, KernelBase upstream, int tail)
    {
        this.text = text;
        this.tail = tail;
        Base = upstream;
    }

    /// <summary>The upstream version, as far as the text says it.</summary>
    public KernelBase Base { get; }

    /// <summary>The words of the distribution's part, without ABI numbers and commit: <c>nvidia-64k</c>, <c>el9_4.x86_64</c>; empty for vanilla kernels.</summary>
    public string Flavour => ReadFlavour();

    /// <summary>True when a distribution counts its own patches (6.1.0-47): the real stable level is then not in the text, only that it is at least 0.</summary>
    public bool HidesPatchLevel => Base is { ReleaseCandidate: null, Patch: 0, Extra: 0 } && HasAbiNumber();

    private ReadOnlySpan<char> Tail => text.AsSpan(tail);

    /// <summary>Parses a raw release.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3004: not a kernel release.</exception>
    public static KernelRelease Parse(string text) =>
        KernelReleaseSyntax.TryRead(text, out var release, out var fault) ? release : throw Errors.BadKernelRelease(text, fault);

    /// <summary>Parses a raw release; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out KernelRelease? release)
    {
        release = null;
        return text is not null && KernelReleaseSyntax.TryRead(text, out release, out _);
    }

    /// <summary>Compares the upstream bases as written; always answers.</summary>
    public int CompareBase(KernelRelease other) => Base.CompareTo(other.Base);

    /// <summary>The partial order: sign of the difference, or null where the texts do not decide it. 0 only for equal texts.</summary>
    public int? Compare(KernelRelease other)
    {
        if (text == other.text) return 0;
        var difference = Base.FirstDifference(other.Base, KernelBase.MaxNumbers);
        if (difference is 0 or 1) return CompareBase(other);
        if (difference < 0 && Base.ReleaseCandidate != other.Base.ReleaseCandidate) return CompareBase(other);
        if (difference < 0) return CompareTails(other);
        return HidesPatchLevel || other.HidesPatchLevel ? null : CompareBase(other);
    }

    public bool Equals(KernelRelease? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as KernelRelease);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that was parsed.</summary>
    public override string ToString() => text;

    public static bool operator ==(KernelRelease? left, KernelRelease? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(KernelRelease? left, KernelRelease? right) => !(left == right);

    private int? CompareTails(KernelRelease other)
    {
        KernelTail left = new(Tail);
        KernelTail right = new(other.Tail);
        var order = 0;
        while (true)
        {
            var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            if (!hasLeft && !hasRight) return order == 0 ? null : order;
            if (hasLeft != hasRight || left.IsNumber != right.IsNumber) return null;
            if (!left.IsNumber && !left.Current.SequenceEqual(right.Current)) return null;
            if (left.IsNumber && order == 0) order = Digits.CompareDotted(left.Current, right.Current, absentIsZero: false);
        }
    }

    private bool HasAbiNumber()
    {
        KernelTail words = new(Tail);
        while (words.MoveNext())
            if (words.IsNumber) return true;
        return false;
    }

    private string ReadFlavour()
    {
        StringBuilder flavour = new();
        KernelTail words = new(Tail);
        while (words.MoveNext())
        {
            if (words.IsNumber) continue;
            if (flavour.Length > 0) flavour.Append(Tail[words.Start - 1]);
            flavour.Append(words.Current);
        }

        return flavour.ToString();
    }
}
