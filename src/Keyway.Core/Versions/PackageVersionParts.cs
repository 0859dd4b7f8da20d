// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>The three parts that rpm and deb versions share: <c>[epoch:]version[-revision]</c>.</summary>
internal readonly ref struct PackageVersionParts
{
    // dpkg stores the epoch in an int; rpm too. Nine digits stay below it.
    private const int MaxEpochDigits = 9;

    private PackageVersionParts(ReadOnlySpan<char> epoch, ReadOnlySpan<char> version, ReadOnlySpan<char> revision)
    {
        Epoch = epoch;
        Version = version;
        Revision = revision;
    }

    public ReadOnlySpan<char> Epoch { get; }

    public ReadOnlySpan<char> Version { get; }

    public ReadOnlySpan<char> Revision { get; }

    /// <summary>Splits a valid text: at the first colon and the last hyphen.</summary>
    public static PackageVersionParts Split(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var rest = text[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        var hasRevision = hyphen >= 0;
        return new PackageVersionParts(colon < 0 ? [] : text[..colon], hasRevision ? rest[..hyphen] : rest, hasRevision ? rest[(hyphen + 1)..] : []);
    }

    /// <summary>Checks the frame; <paramref name="versionStart"/> and <paramref name="revisionStart"/> (the length when absent) let the scheme check the rest.</summary>
    public static SyntaxFault? CheckFrame(ReadOnlySpan<char> text, out int versionStart, out int revisionStart)
    {
        var colon = text.IndexOf(':');
        versionStart = colon + 1;
        var hyphen = text[versionStart..].LastIndexOf('-');
        revisionStart = hyphen < 0 ? text.Length : versionStart + hyphen + 1;
        if (colon >= 0 && CheckEpoch(text[..colon]) is { } fault) return fault;
        return hyphen >= 0 && revisionStart == text.Length ? new SyntaxFault(text.Length, "a revision after '-'") : null;
    }

    private static SyntaxFault? CheckEpoch(ReadOnlySpan<char> epoch)
    {
        var digits = Digits.Run(epoch);
        if (digits < epoch.Length || digits == 0) return new SyntaxFault(digits, "an epoch of digits before ':'");
        return digits > MaxEpochDigits ? new SyntaxFault(MaxEpochDigits, "':': an epoch has at most 9 digits") : null;
    }
}
