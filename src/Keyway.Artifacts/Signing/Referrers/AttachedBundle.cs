// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;
using Keyway.Artifacts.Oci;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>A bundle that refers to a manifest, found but not yet read, let alone verified: everything here is what an unknown writer claims.</summary>
public sealed record AttachedBundle
{
    /// <summary>The manifest that carries it.</summary>
    public required Descriptor Manifest { get; init; }

    /// <summary>The manifest it is attached to.</summary>
    public required Digest Subject { get; init; }

    /// <summary>The bundle itself.</summary>
    public required Descriptor Layer { get; init; }

    /// <summary>The predicate type according to the annotation; null where there is none.</summary>
    public string? ClaimedPredicate { get; init; }

    /// <summary>When it was attached, according to the annotation.</summary>
    public string? ClaimedTime { get; init; }

    /// <summary>False when the annotations say that it is an attestation, which is no signature.</summary>
    public bool MayBeSignature => ClaimedPredicate is null or BundleAnnotation.SignPredicate;

    /// <summary>The bytes of the bundle, checked against their digest.</summary>
    public Task<byte[]> ReadAsync(IOciRepository repository, CancellationToken cancellationToken) => repository.ReadDocumentAsync(Layer, ReferrerLimits.BundleSize, cancellationToken);
}
