// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Versions;

/// <summary>
/// Which versions of one scheme are meant: <c>&gt;=535.129.03</c>, <c>&gt;=1.2 &lt;2 || 3.x</c>; a bare version is exact. Over linux-kernel it is a
/// <see cref="KernelSpec"/>. Prints canonically; equality is that of scheme and canonical text. Immutable. Spec: spec/version §"Ranges".
/// </summary>
public sealed class VersionRange : IEquatable<VersionRange>
{
    private readonly ImmutableArray<ImmutableArray<RangeTerm>> alternatives;
    private readonly KernelSpec? kernels;
    private readonly string text;

    private VersionRange(VersionScheme scheme, ImmutableArray<ImmutableArray<RangeTerm>> alternatives)
    {
        Scheme = scheme;
        this.alternatives = alternatives;
        text = RangeTerms.Write(alternatives);
    }

    private VersionRange(KernelSpec kernels)
    {
        Scheme = VersionScheme.LinuxKernel;
        alternatives = [];
        this.kernels = kernels;
        text = kernels.ToString();
    }

    public VersionScheme Scheme { get; }

    /// <summary>Parses a range over the declared scheme.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3007: not a range of the scheme.</exception>
    public static VersionRange Parse(VersionScheme scheme, string text) =>
        TryRead(scheme, text, out var range, out var fault) ? range : throw Errors.BadVersionRange(scheme, text, fault);

    /// <summary>Parses a range over the declared scheme; false for anything else.</summary>
    public static bool TryParse(VersionScheme scheme, [NotNullWhen(true)] string? text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = null;
        return text is not null && TryRead(scheme, text, out range, out _);
    }

    /// <summary>Whether the version is meant; unknown for a version of another scheme and where the scheme gives no order.</summary>
    public Truth Matches(ComponentVersion version)
    {
        if (version.Scheme != Scheme) return Truth.Unknown;
        return kernels is null ? RangeTerms.Matches(alternatives, term => term.Matches(version)) : kernels.Matches(KernelRelease.Parse(version.Text));
    }

    public bool Equals(VersionRange? other) => other is not null && Scheme == other.Scheme && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    public override int GetHashCode() => HashCode.Combine(Scheme, text);

    /// <summary>The canonical text.</summary>
    public override string ToString() => text;

    public static bool operator ==(VersionRange? left, VersionRange? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(VersionRange? left, VersionRange? right) => !(left == right);

    private static bool TryRead(VersionScheme scheme, string text, [NotNullWhen(true)] out VersionRange? range, out SyntaxFault fault)
    {
        if (scheme == VersionScheme.LinuxKernel)
        {
            range = KernelSpec.TryRead(text, out var spec, out fault) ? new VersionRange(spec) : null;
            return range is not null;
        }

        RangeTerm? ReadTerm(ReadOnlySpan<char> term, out SyntaxFault inTerm) => RangeTermSyntax.ReadTerm(scheme, term, out inTerm);
        range = RangeTerms.TryRead<RangeTerm>(text, ReadTerm, out var alternatives, out fault) ? new VersionRange(scheme, alternatives.Value) : null;
        return range is not null;
    }
}
