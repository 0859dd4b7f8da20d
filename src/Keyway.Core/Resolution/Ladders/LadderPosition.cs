// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Resolution.Ladders;

/// <summary>Where one component of one host stands.</summary>
/// <param name="Floor">The oldest revision it still accepts; null means any.</param>
public sealed record LadderPosition(ComponentVersion Revision, ComponentVersion? Floor);
