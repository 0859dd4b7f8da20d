// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Hosts.Store;

/// <summary>The result of re-hashing every file of a generation.</summary>
public sealed record StoreVerification
{
    public required long Generation { get; init; }

    public required int Files { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What does not match, one line each; empty when everything does.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    public bool IsIntact => Problems.IsEmpty;
}
