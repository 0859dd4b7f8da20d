// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Artifacts.Transparency;

/// <summary>The process dies: from one call on, none reaches the disk.</summary>
internal sealed class SimulatedDeath : Exception;
