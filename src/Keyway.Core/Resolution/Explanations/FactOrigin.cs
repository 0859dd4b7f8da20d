// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Resolution.Explanations;

/// <summary>Where a fact comes from, so that an unknown one can be supplied: what to run or write, and whether it takes root.</summary>
public sealed record FactOrigin(string How, bool NeedsRoot = false, FactKind Kind = FactKind.Text);
