// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Transparency;

/// <summary>A group of witnesses and groups that has witnessed a checkpoint when enough of its members have.</summary>
/// <param name="Name">Its name inside the policy.</param>
/// <param name="Threshold">How many are enough.</param>
/// <param name="Members">The names of its members.</param>
public sealed record PolicyGroup(string Name, int Threshold, ImmutableArray<string> Members);
