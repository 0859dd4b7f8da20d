// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Compatibility.Predicates;

/// <summary>How a group joins its parts.</summary>
internal enum GroupKind
{
    All,
    Any,
}
