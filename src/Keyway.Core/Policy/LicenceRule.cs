// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Which licences are accepted.</summary>
/// <param name="Allowed">SPDX identifiers, also with an exception: <c>GPL-2.0-only WITH Linux-syscall-note</c>.</param>
public sealed record LicenceRule(ImmutableArray<string> Allowed);
