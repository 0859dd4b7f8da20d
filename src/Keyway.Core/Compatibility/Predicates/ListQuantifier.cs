// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Predicates;

/// <summary>How many items of a list have to fit.</summary>
internal enum ListQuantifier
{
    Each,
    Any,
    Count,
}
