// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Packages;

namespace Keyway.Compatibility.Profiles;

/// <summary>A registry as read, and everything there is to say about it.</summary>
public sealed record ProfileRegistryReading
{
    /// <summary>The value; null exactly when a diagnostic is an error.</summary>
    public ProfileRegistry? Registry { get; init; }

    /// <summary>In document order.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }
}
