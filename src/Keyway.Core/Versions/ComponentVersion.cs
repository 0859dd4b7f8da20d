// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Keyway.Versions;

/// <summary>
/// The version of one component in the scheme that was declared for it. Equality is that of scheme and text; <see cref="Compare"/> is the
/// scheme's order, in which different texts can rank alike (<c>1.0</c> and <c>1.00</c>). Immutable. Spec: spec/version §"Schemes".
/// </summary>
public sealed record ComponentVersion
{
    /// <summary>Longest text that parses.</summary>
    public const int MaxLength = 256;

    private ComponentVersion(VersionScheme scheme, string text) => (Scheme, Text) = (scheme, text);

    public VersionScheme Scheme { get; }

    /// <summary>The text that was parsed.</summary>
    public string Text { get; }

    /// <summary>Parses a version of the declared scheme.</summary>
    /// <exception cref="Artifacts.KeywayException">KW3006: not a version of the scheme.</exception>
    public static ComponentVersion Parse(VersionScheme scheme, string text) =>
        TryRead(scheme, text, out var version, out var fault) ? version : throw Errors.BadComponentVersion(scheme, text, fault);

    /// <summary>Parses a version of the declared scheme; false for anything else.</summary>
    public static bool TryParse(VersionScheme scheme, [NotNullWhen(true)] string? text, [NotNullWhen(true)] out ComponentVersion? version)
    {
        version = null;
        return text is not null && TryRead(scheme, text, out version, out _);
    }

    /// <summary>Sign of the difference; null for different schemes, unequal opaque versions and kernels that do not compare.</summary>
    public int? Compare(ComponentVersion other) => Scheme == other.Scheme ? SchemeRules.Of(Scheme).Compare(Text, other.Text) : null;

    /// <summary>The text that was parsed.</summary>
    public override string ToString() => Text;

    internal static bool TryRead(VersionScheme scheme, string text, [NotNullWhen(true)] out ComponentVersion? version, out SyntaxFault fault)
    {
        var found = text.Length > MaxLength ? new SyntaxFault(MaxLength, "the end: at most 256 characters") : SchemeRules.Of(scheme).Check(text);
        fault = found ?? default;
        version = found is null ? new ComponentVersion(scheme, text) : null;
        return version is not null;
    }
}
