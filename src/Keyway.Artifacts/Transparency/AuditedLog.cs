// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>What an audit read and found to be right.</summary>
/// <param name="FirstIndex">The first entry that was read: 0, or the size of the tree that was known before.</param>
/// <param name="Size">How many entries the log has.</param>
/// <param name="Root">The root of its tree.</param>
/// <param name="EntryBytes">How many bytes the entries that were read have.</param>
public sealed record AuditedLog(long FirstIndex, long Size, TreeHash Root, long EntryBytes);
