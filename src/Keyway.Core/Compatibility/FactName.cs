// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Keyway.Artifacts;

namespace Keyway.Compatibility;

/// <summary>
/// The name of one fact: lower-case words with digits and inner hyphens, joined by dots, such as <c>cpu.riscv.mimpid</c>. At most 128 characters.
/// Spec: spec/facts §"Names".
/// </summary>
public readonly record struct FactName : IComparable<FactName>
{
    /// <summary>Longest name.</summary>
    public const int MaximumLength = 128;

    private readonly string? text;

    private FactName(string text) => this.text = text;

    /// <summary>Parses a name.</summary>
    /// <exception cref="KeywayException">KW3050: not a fact name.</exception>
    public static FactName Parse(string text) => TryParse(text, out var name) ? name : throw Errors.BadFactName(text);

    /// <summary>Parses a name; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FactName name)
    {
        name = default;
        if (text is null || text.Length is 0 or > MaximumLength) return false;
        var previous = '.';
        foreach (var c in text)
        {
            if (!IsAllowedAfter(previous, c)) return false;
            previous = c;
        }

        if (previous is '.' or '-') return false;
        name = new FactName(text);
        return true;
    }

    /// <summary>The fact that holds the current revision of one firmware component: <c>firmware.&lt;component&gt;</c>.</summary>
    public static FactName OfFirmware(string component)
    {
        var word = string.Concat(component.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')).Trim('-', '.');
        return TryParse("firmware." + word, out var name) ? name : throw Errors.BadFactName("firmware." + component);
    }

    /// <inheritdoc/>
    public int CompareTo(FactName other) => string.CompareOrdinal(text, other.text);

    /// <summary>The name.</summary>
    public override string ToString() => text ?? "";

    private static bool IsAllowedAfter(char previous, char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => true,
        '.' or '-' => previous is not ('.' or '-'),
        _ => false,
    };
}
