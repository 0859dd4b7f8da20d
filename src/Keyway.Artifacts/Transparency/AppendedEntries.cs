// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>Entries that are in the log for good.</summary>
/// <param name="FirstIndex">The index of the first one; the others follow in their order.</param>
/// <param name="Count">How many.</param>
/// <param name="Checkpoint">The signed tree head that contains them all, with the log's signature alone.</param>
public sealed record AppendedEntries(long FirstIndex, int Count, SignedNote Checkpoint);
