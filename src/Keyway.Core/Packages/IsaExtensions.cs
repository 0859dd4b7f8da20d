// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages;

/// <summary>The words of an <see cref="Isa"/>.</summary>
public static class IsaExtensions
{
    /// <summary>The GOARCH word: <c>riscv64</c>. Directory name in a package source, OCI <c>platform.architecture</c>, manifest <c>isa</c>.</summary>
    public static string Word(this Isa isa) => WordConverter<Isa>.Word(isa);

    /// <summary>The value of a word, or false.</summary>
    public static bool TryParse(string word, out Isa isa) => WordConverter<Isa>.TryParse(word, out isa);
}
