// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Cli.Output;

/// <summary>What <c>keyway pack --json</c> prints.</summary>
internal sealed record PackDocument(string Reference, string Digest, ImmutableArray<PackedBuild> Builds, string? ImageReference, string? ImageDigest, ImmutableArray<PackedSbom> Sboms);
