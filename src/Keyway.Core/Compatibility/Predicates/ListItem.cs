// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Predicates;

/// <summary>One item of a list fact while a predicate looks at it.</summary>
internal sealed record ListItem(FactName List, int Index, FactValue Value);
