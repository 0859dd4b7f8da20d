// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Resolution.Planning;

/// <summary>What every host is to be given: hosts in ordinal order of their names, domains of their identity. Spec: spec/plan.</summary>
public sealed record RolloutPlan(ImmutableArray<HostPlan> Hosts, ImmutableArray<DomainPlan> Domains);
