// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway list</c> prints with <c>--json</c>. Digests are known for layouts only; untagged is absent for a registry, which cannot tell.</summary>
internal sealed record ListDocument(string Repository, IReadOnlyList<ListDocument.Entry> Tags, IReadOnlyList<ListDocument.Entry>? Untagged)
{
    /// <summary>One manifest.</summary>
    internal sealed record Entry(string? Tag, string? Digest, string? ArtifactType, long? Size);
}
