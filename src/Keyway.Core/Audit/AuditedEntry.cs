// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Audit;

/// <summary>A decision that was found in the log.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Digest">The digest of its document.</param>
/// <param name="Entry">The decision.</param>
public sealed record AuditedEntry(long Index, Digest Digest, AuditEntry Entry);
