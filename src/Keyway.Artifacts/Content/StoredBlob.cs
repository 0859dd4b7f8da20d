// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Content;

/// <summary>What a <see cref="BlobWriter"/> stored: the digest and the size in bytes.</summary>
public readonly record struct StoredBlob(Digest Digest, long Size);
