// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Resolution.Ladders;

/// <summary>Steps of different components that one activation brings to life together, in ordinal order of the components.</summary>
public sealed record LadderBatch(ImmutableArray<LadderStep> Steps, FirmwareActivation Activation);
