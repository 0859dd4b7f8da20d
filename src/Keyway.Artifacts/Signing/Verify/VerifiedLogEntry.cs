// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>An entry that the named log holds, about this signature.</summary>
public sealed record VerifiedLogEntry(string Log, ReadOnlyMemory<byte> LogId, long Index, string Kind, string KindVersion);
