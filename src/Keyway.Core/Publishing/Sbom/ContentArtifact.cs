// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Publishing.Sbom;

/// <summary>The document that an index or manifest is: its digests.</summary>
internal sealed record ContentArtifact(Digest Sha256, Digest Sha512);
