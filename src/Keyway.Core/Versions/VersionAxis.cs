// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>
/// One axis of a <see cref="StackVersion"/>: <c>kern5.19</c>, <c>kern6.8.0-1028-nvidia-64k</c> or <c>nvf-fusion1</c>. It says where the version
/// applies. Only the parser of <see cref="StackVersion"/> makes one. Spec: spec/version §"Axes".
/// </summary>
public readonly record struct VersionAxis : IComparable<VersionAxis>
{
    private readonly string? key;
    private readonly string? number;
    private readonly string? word;

    internal VersionAxis(string key, string number, string word) => (this.key, this.number, this.word) = (key, number, word);

    /// <summary>The key, such as <c>kern</c>: lower-case letters only.</summary>
    public string Key => key ?? "";

    /// <summary>The dotted number that follows the key; empty in the <c>key-word</c> form.</summary>
    public string Number => number ?? "";

    /// <summary>The flavour after the number, or the word of the <c>key-word</c> form; empty when there is neither.</summary>
    public string Word => word ?? "";

    /// <summary>How many parts pin it down: the numbers, and one for a flavour or word.</summary>
    public int Depth => (Number.Length == 0 ? 0 : 1 + Number.AsSpan().Count('.')) + (Word.Length == 0 ? 0 : 1);

    /// <summary>By key, then by number (numerically, a prefix first), then by word (ordinally).</summary>
    public int CompareTo(VersionAxis other)
    {
        var byKey = string.CompareOrdinal(Key, other.Key);
        if (byKey != 0) return byKey;
        var byNumber = Digits.CompareDotted(Number, other.Number, absentIsZero: false);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Word, other.Word);
    }

    /// <summary>The text as it stands in the version, without the <c>+</c>.</summary>
    public override string ToString() => Word.Length == 0 ? Key + Number : $"{Key}{Number}-{Word}";
}
