// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Policy;

/// <summary>What is asked for and where it is to go.</summary>
/// <param name="Repository">Repository the package is in.</param>
/// <param name="Package">Name of the package.</param>
/// <param name="Region">Where it is to run; null when nobody said.</param>
/// <param name="Environment">What for: <c>production</c>; null when nobody said.</param>
public sealed record PolicyPlace(string? Repository, string? Package, string? Region = null, string? Environment = null);
