// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Versions;

/// <summary>Where a text leaves its grammar and what would be valid there; what every refusal of this folder is built from.</summary>
/// <param name="Position">Zero-based index of the offending character; the length of the text when it ends too early.</param>
/// <param name="Expected">The valid set at that position.</param>
internal readonly record struct SyntaxFault(int Position, string Expected)
{
    /// <summary>The same fault seen from a longer text that the faulty one starts at <paramref name="offset"/> of.</summary>
    public SyntaxFault Shifted(int offset) => this with { Position = Position + offset };
}
