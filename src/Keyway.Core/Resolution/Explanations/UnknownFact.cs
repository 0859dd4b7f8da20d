// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Resolution.Explanations;

/// <summary>A fact that nobody knows, how to supply it, and how many candidates wait for it.</summary>
public sealed record UnknownFact(FactName Name, FactOrigin Origin, int Candidates);
