// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Manifest;

/// <summary>Where a text leaves its grammar, and what would be valid there.</summary>
internal sealed record TextFault(int Position, string Expected);
