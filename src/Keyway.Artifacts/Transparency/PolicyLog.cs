// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>A log that a policy trusts.</summary>
/// <param name="Key">Its key, whose name is its origin.</param>
/// <param name="Address">Where it is, or null.</param>
public sealed record PolicyLog(NoteKey Key, Uri? Address);
