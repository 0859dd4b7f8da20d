// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Packages;

/// <summary>How the payloads were built. Spec: spec/manifest §"Build".</summary>
public sealed record BuildRecord
{
    /// <summary>The toolchain of each ISA, in the words of its own <c>--version</c>.</summary>
    public ImmutableSortedDictionary<Isa, string> Toolchain { get => field ?? ImmutableSortedDictionary<Isa, string>.Empty; init; }

    public ImmutableArray<string> Cflags { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<string> Ldflags { get => field.IsDefault ? [] : field; init; }

    public SourceRevision? Source { get; init; }

    /// <summary>SOURCE_DATE_EPOCH: seconds since 1970.</summary>
    public long? SourceDateEpoch { get; init; }
}
