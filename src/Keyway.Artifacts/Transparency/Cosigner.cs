// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>A witness that cosigned a checkpoint.</summary>
/// <param name="Name">Its name inside the policy.</param>
/// <param name="Key">Its key.</param>
/// <param name="Time">When it says it did, or null when it says no time.</param>
public sealed record Cosigner(string Name, NoteKey Key, DateTimeOffset? Time);
