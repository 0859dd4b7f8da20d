// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Packages.Spdx;

/// <summary>What kind of thing a <see cref="SpdxProblem"/> says.</summary>
internal enum SpdxProblemKind
{
    /// <summary>The text leaves the grammar.</summary>
    Syntax,

    /// <summary>An identifier is not on the list.</summary>
    UnknownIdentifier,

    /// <summary>An identifier is on the list, but should no longer be used.</summary>
    Deprecated,
}
