// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>The annotations of a manifest that carries a bundle, as cosign 3 writes them. They are not signed: they help to choose what to read first, and nothing else.</summary>
public static class BundleAnnotation
{
    /// <summary><see cref="DsseEnvelope"/> or <see cref="MessageSignature"/>.</summary>
    public const string Content = "dev.sigstore.bundle.content";

    /// <summary>Predicate type of the statement in a DSSE envelope.</summary>
    public const string PredicateType = "dev.sigstore.bundle.predicateType";

    public const string DsseEnvelope = "dsse-envelope";
    public const string MessageSignature = "message-signature";

    /// <summary>The predicate type of what <c>cosign sign</c> makes for an image: a statement that names the manifest's digest and says nothing else.</summary>
    public const string SignPredicate = "https://sigstore.dev/cosign/sign/v1";
}
