// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Transparency;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>An entry that the named log holds, about this signature.</summary>
public sealed record VerifiedLogEntry(string Log, ReadOnlyMemory<byte> LogId, long Index, string Kind, string KindVersion)
{
    /// <summary>Those of <see cref="VerificationPolicy.Witnesses"/> that cosigned the checkpoint which includes the entry, each once.</summary>
    public ImmutableArray<NoteKey> Witnesses { get => field.IsDefault ? [] : field; init; }
}
