// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Keyway.Versions;

/// <summary>Reads the grammar of <see cref="StackVersion"/> in one pass. Spec: spec/version §"Grammar".</summary>
internal ref struct StackVersionSyntax
{
    private const int MaxAxes = 16;
    private const int MaxKeyLength = 16;
    private const int MaxNumberLength = 18;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private SyntaxFault fault;

    private StackVersionSyntax(ReadOnlySpan<char> text) => this.text = text;

    public static bool TryRead(string text, [NotNullWhen(true)] out StackVersion? version, out SyntaxFault fault)
    {
        StackVersionSyntax syntax = new(text);
        version = syntax.Read(text);
        fault = syntax.fault;
        return version is not null;
    }

    private StackVersion? Read(string whole)
    {
        if (text.Length > StackVersion.MaxLength)
        {
            at = StackVersion.MaxLength;
            Fail("the end: at most 256 characters");
            return null;
        }

        if (!ReadCore(out var core) || !ReadPreRelease(out var preRelease) || !ReadAxes(out var axes)) return null;
        return new StackVersion(whole, core, preRelease, axes);
    }

    private bool ReadCore(out (long Major, long Minor, long Patch) core)
    {
        core = default;
        Skip('v');
        if (!ReadNumber(out core.Major) || !Expect('.')) return false;
        if (!ReadNumber(out core.Minor) || !Expect('.')) return false;
        return ReadNumber(out core.Patch);
    }

    private bool ReadNumber(out long number)
    {
        var length = Digits.Run(text[at..]);
        number = 0;
        if (length is 0 or > MaxNumberLength) return Fail("a number of 1 to 18 digits; the core is three numbers with dots between");
        number = long.Parse(text.Slice(at, length));
        at += length;
        return true;
    }

    private bool ReadPreRelease(out string preRelease)
    {
        preRelease = "";
        if (!Skip('-')) return true;
        var length = text[at..].IndexOf('+') is var plus and >= 0 ? plus : text.Length - at;
        var identifiers = text.Slice(at, length);
        if (PreReleases.Check(identifiers, allowUpperCase: false) is { } inside)
        {
            fault = inside.Shifted(at);
            return false;
        }

        preRelease = identifiers.ToString();
        at += length;
        return true;
    }

    private bool ReadAxes(out ImmutableArray<VersionAxis> axes)
    {
        axes = [];
        if (at == text.Length) return true;
        var builder = ImmutableArray.CreateBuilder<VersionAxis>(Math.Min(MaxAxes, text[at..].Count('+')));
        while (Skip('+'))
        {
            if (builder.Count == MaxAxes) return Fail("the end: at most 16 axes");
            if (!ReadAxis(builder)) return false;
        }

        if (at < text.Length) return Fail(builder.Count == 0 ? "'-' and a pre-release, '+' and an axis, or the end" : "'+' and another axis, or the end");
        axes = builder.DrainToImmutable();
        return true;
    }

    private bool ReadAxis(ImmutableArray<VersionAxis>.Builder axes)
    {
        if (!ReadKey(axes, out var key)) return false;
        if (!ReadDotted(out var number)) return false;
        var word = "";
        if (Skip('-')) return ReadWord(out word) && Add(axes, key, number, word);
        return number.Length > 0 ? Add(axes, key, number, word) : Fail("a number, or '-' and a word, after the axis key");
    }

    private static bool Add(ImmutableArray<VersionAxis>.Builder axes, string key, string number, string word)
    {
        axes.Add(new VersionAxis(key, number, word));
        return true;
    }

    private bool ReadKey(ImmutableArray<VersionAxis>.Builder axes, out string key)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetterLower(text[at])) at++;
        key = KnownKey(text[start..at]);
        if (key.Length is > 0 and <= MaxKeyLength && key != VersionAxes.ReservedForTags && !HasKey(axes, key)) return true;
        if (key.Length == 0) return Fail("an axis key of lower-case letters (registered: kern, kabi, pg, nvf, hw, fw, cuda, bld)");
        at = start;
        if (key.Length > MaxKeyLength) return Fail("an axis key of at most 16 letters");
        return Fail(key == VersionAxes.ReservedForTags ? "another axis key: 'h' is kept for hashed tags" : $"an axis key that was not used before: '{key}' is there already");
    }

    private static bool HasKey(ImmutableArray<VersionAxis>.Builder axes, string key)
    {
        foreach (var axis in axes)
            if (axis.Key == key) return true;
        return false;
    }

    // Most keys are registered ones: they share one string each instead of one per version parsed.
    private static string KnownKey(ReadOnlySpan<char> key)
    {
        foreach (var known in VersionAxes.Registered)
            if (key.SequenceEqual(known)) return known;
        return key.ToString();
    }

    private bool ReadDotted(out string number)
    {
        var start = at;
        number = "";
        at += Digits.Run(text[at..]);
        if (at == start) return true;
        while (Skip('.'))
        {
            var length = Digits.Run(text[at..]);
            if (length == 0) return Fail("a digit after the dot");
            at += length;
        }

        number = text[start..at].ToString();
        return true;
    }

    private bool ReadWord(out string word)
    {
        var start = at;
        word = "";
        do
        {
            var part = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || char.IsAsciiLetterLower(text[at]))) at++;
            if (at == part) return Fail("a lower-case letter or digit; '.' and '-' only between them");
        }
        while (Skip('.') || Skip('-'));
        word = text[start..at].ToString();
        return true;
    }

    private bool Skip(char c)
    {
        if (at >= text.Length || text[at] != c) return false;
        at++;
        return true;
    }

    private bool Expect(char c) => Skip(c) || Fail($"'{c}'; the core is three numbers with dots between");

    private bool Fail(string expected)
    {
        fault = new SyntaxFault(at, expected);
        return false;
    }
}
