// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">Its name inside the policy.</param>
/// <param name="Key">Its key.</param>
/// <param name="Address">The prefix under which it takes checkpoints, or null.</param>
public sealed record PolicyWitness(string Name, NoteKey Key, Uri? Address);
