// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution;

/// <summary>What the module check found, and the layers that carry the modules for this host: prebuilt ones or source.</summary>
internal sealed record ModuleChoice(Finding Finding, ImmutableArray<PackagedLayer> Layers);
