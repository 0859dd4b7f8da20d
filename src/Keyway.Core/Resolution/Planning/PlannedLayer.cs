// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Resolution.Planning;

/// <summary>A layer that the host needs.</summary>
/// <param name="Source">Repository to fetch it from.</param>
/// <param name="IsPresent">True when the host has it already.</param>
public sealed record PlannedLayer(string Source, string Title, Digest Digest, long Size, bool IsPresent);
