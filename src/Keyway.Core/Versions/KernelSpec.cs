// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>
/// Which kernels something is for: <c>5.19+</c>, <c>6.8.x</c>, <c>&gt;=5.15 &lt;6.9</c>, <c>6.8.0-*-nvidia*</c>, <c>=6.8.0-1028-nvidia-64k</c>, with
/// <c>||</c> between alternatives. Prints canonically; equality is that of the canonical text. Immutable. Spec: spec/version §"Kernel specs".
/// </summary>
[JsonConverter(typeof(KernelSpecJsonConverter))]
public sealed class KernelSpec : IEquatable<KernelSpec>
{
    private readonly ImmutableArray<ImmutableArray<KernelTerm>> alternatives;
    private readonly string text;

    private KernelSpec(ImmutableArray<ImmutableArray<KernelTerm>> alternatives)
    {
        this.alternatives = alternatives;
        text = RangeTerms.Write(alternatives);
    }

    /// <summary>Parses a spec.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3005: not a kernel spec.</exception>
    public static KernelSpec Parse(string text) => TryRead(text, out var spec, out var fault) ? spec : throw Errors.BadKernelSpec(text, fault);

    /// <summary>Parses a spec; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out KernelSpec? spec)
    {
        spec = null;
        return text is not null && TryRead(text, out spec, out _);
    }

    /// <summary>Whether a host that runs this release is meant; unknown where the release does not say enough to decide it.</summary>
    public Truth Matches(KernelRelease release) => RangeTerms.Matches(alternatives, term => term.Matches(release));

    public bool Equals(KernelSpec? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as KernelSpec);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text.</summary>
    public override string ToString() => text;

    public static bool operator ==(KernelSpec? left, KernelSpec? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(KernelSpec? left, KernelSpec? right) => !(left == right);

    internal static bool TryRead(string text, [NotNullWhen(true)] out KernelSpec? spec, out SyntaxFault fault)
    {
        spec = RangeTerms.TryRead<KernelTerm>(text, KernelSpecSyntax.ReadTerm, out var alternatives, out fault) ? new KernelSpec(alternatives.Value) : null;
        return spec is not null;
    }
}
