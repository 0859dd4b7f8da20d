// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;

namespace Keyway.Resolution.Planning;

/// <summary>One host to plan for: what is known about it and which layers it has already.</summary>
/// <param name="Name">Unique in the plan; compared with <c>domain.members</c>.</param>
/// <param name="Symbols">The export table that the facts name; null when it is not at hand.</param>
/// <param name="Present">Layers that need not be fetched.</param>
public sealed record PlanHost(string Name, HostFacts Facts, KernelSymbols? Symbols, ImmutableHashSet<Digest> Present);
