// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;

namespace Keyway.Artifacts.Provenance;

/// <summary>Names a piece of software or data. Spec: in-toto attestation 1.0 §"ResourceDescriptor".</summary>
public sealed record ResourceDescriptor
{
    public string? Name { get; init; }

    public string? Uri { get; init; }

    public DigestSet Digest { get; init; } = DigestSet.Empty;

    /// <summary>The bytes themselves, for small things.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    public string? DownloadLocation { get; init; }

    public string? MediaType { get; init; }

    /// <summary>Anything else its maker says about it, unread.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Annotations { get => field ?? ImmutableSortedDictionary<string, JsonElement>.Empty; init; }
}
