// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>
/// A multi-axis version such as <c>v2.3.1+kern5.19+nvf-fusion1</c>: a core that says which is newer, and axes that say where it applies. Prints
/// exactly what was parsed; equality is equality of that text. Immutable. Spec: spec/version §"Stack versions".
/// </summary>
[JsonConverter(typeof(StackVersionJsonConverter))]
public sealed class StackVersion : IEquatable<StackVersion>, IComparable<StackVersion>
{
    /// <summary>Longest text that parses.</summary>
    public const int MaxLength = 256;

    private readonly string text;
    private readonly ImmutableArray<VersionAxis> sortedAxes;

    internal StackVersion(string text, (long Major, long Minor, long Patch) core, string preRelease, ImmutableArray<VersionAxis> axes)
    {
        this.text = text;
        (Major, Minor, Patch) = core;
        PreRelease = preRelease;
        Axes = axes;
        sortedAxes = axes.Length > 1 ? axes.Sort() : axes;
    }

    public long Major { get; }

    public long Minor { get; }

    public long Patch { get; }

    /// <summary>The pre-release identifiers without the hyphen; empty for a release.</summary>
    public string PreRelease { get; }

    public bool IsPreRelease => PreRelease.Length > 0;

    /// <summary>The axes in the order written.</summary>
    public ImmutableArray<VersionAxis> Axes { get; }

    /// <summary>The core as written, with its <c>v</c> and leading zeros, without pre-release and axes.</summary>
    public string CoreText => text[..CoreLength];

    private int CoreLength => text.AsSpan().IndexOfAny('-', '+') is var end and >= 0 ? end : text.Length;

    /// <summary>Parses the grammar.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3000: not a stack version.</exception>
    public static StackVersion Parse(string text) =>
        StackVersionSyntax.TryRead(text, out var version, out var fault) ? version : throw Errors.BadStackVersion(text, fault);

    /// <summary>Parses the grammar; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StackVersion? version)
    {
        version = null;
        return text is not null && StackVersionSyntax.TryRead(text, out version, out _);
    }

    /// <summary>The axis with this key, or null.</summary>
    public VersionAxis? Axis(string key)
    {
        foreach (var axis in Axes)
            if (axis.Key == key) return axis;
        return null;
    }

    /// <summary>Which is newer: core, then the pre-release rules of SemVer 2. Axes, <c>v</c> and leading zeros do not count, so 0 is not equality.</summary>
    public int CompareCore(StackVersion other)
    {
        var order = Major.CompareTo(other.Major);
        if (order == 0) order = Minor.CompareTo(other.Minor);
        if (order == 0) order = Patch.CompareTo(other.Patch);
        return order != 0 ? order : PreReleases.Compare(PreRelease, other.PreRelease);
    }

    /// <summary>Which is more specific: the number of axes, then the sum of their depths. Says nothing about which is newer.</summary>
    public int CompareSpecificity(StackVersion other)
    {
        var byCount = Axes.Length.CompareTo(other.Axes.Length);
        return byCount != 0 ? byCount : Depth().CompareTo(other.Depth());
    }

    /// <summary>The order in which applicable candidates are preferred (greatest first): core, then specificity, then the tie-break of the total order.</summary>
    public int ComparePreference(StackVersion other)
    {
        var order = CompareCore(other);
        if (order == 0) order = CompareSpecificity(other);
        return order != 0 ? order : CompareTo(other);
    }

    /// <summary>A total order that agrees with equality: core, then the axes sorted by key, then the text.</summary>
    public int CompareTo(StackVersion? other)
    {
        if (other is null) return 1;
        var order = CompareCore(other);
        if (order == 0) order = CompareAxes(other);
        return order != 0 ? order : string.CompareOrdinal(text, other.text);
    }

    /// <summary>The OCI tag; <see cref="StackVersionTag.Parse"/> reads it back.</summary>
    public string ToTag() => StackVersionTag.Write(this, text);

    /// <summary>A valid SemVer 2.0.0 version: no <c>v</c>, no leading zeros in the core, axes as dotted build metadata. Not reversible.</summary>
    public string ToSemVer()
    {
        var preRelease = IsPreRelease ? "-" + PreRelease : "";
        var metadata = Axes.IsEmpty ? "" : "+" + string.Join('.', Axes);
        return $"{Major}.{Minor}.{Patch}{preRelease}{metadata}";
    }

    public bool Equals(StackVersion? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as StackVersion);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that was parsed.</summary>
    public override string ToString() => text;

    public static bool operator ==(StackVersion? left, StackVersion? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(StackVersion? left, StackVersion? right) => !(left == right);

    private int CompareAxes(StackVersion other)
    {
        var shared = Math.Min(sortedAxes.Length, other.sortedAxes.Length);
        for (var i = 0; i < shared; i++)
            if (sortedAxes[i].CompareTo(other.sortedAxes[i]) is var order and not 0) return order;
        return sortedAxes.Length.CompareTo(other.sortedAxes.Length);
    }

    private int Depth()
    {
        var depth = 0;
        foreach (var axis in Axes) depth += axis.Depth;
        return depth;
    }
}
