// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>Line and column, both from 1, of a byte offset; a column counts characters, not bytes.</summary>
internal readonly ref struct LineMap(ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> document = document;

    public (int Line, int Column) this[int offset]
    {
        get
        {
            var before = document[..Math.Min(offset, document.Length)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var column = 1;
            // Continuation bytes of UTF-8 belong to the character before them.
            foreach (var unit in before[lineStart..])
                if ((unit & 0xc0) != 0x80) column++;
            return (before.Count((byte)'\n') + 1, column);
        }
    }
}
