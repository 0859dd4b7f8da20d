// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Signing.Bundles;

namespace Keyway.Artifacts.Signing.Verify;

/// <summary>Compares who signed with who may (client specification §4.3, last part; the policy).</summary>
internal static class SignerMatch
{
    /// <summary>The managed key that made the signature: the bundle's hint proves nothing, so each key of the policy is tried.</summary>
    /// <exception cref="KeywayException">KW2180: the policy has no key. KW2183: the key was not in use.</exception>
    public static ProvenSigner ByKey(SigstoreBundle bundle, SignedArtifact artifact, VerificationPolicy policy, ImmutableArray<VerifiedTime> times)
    {
        var keys = policy.Signers.OfType<KeySigner>().ToImmutableArray();
        if (keys.IsEmpty) throw Errors.KeyInsteadOfCertificate(string.Join(" or ", policy.Signers));
        var match = keys.Length == 1 ? keys[0] : keys.FirstOrDefault(key => SignatureStep.Holds(bundle.Content, artifact, ToProven(key))) ?? keys[0];
        RequireInUse(match, times);
        return ToProven(match);
    }

    /// <summary>The expectation that the signer meets.</summary>
    /// <exception cref="KeywayException">KW2181, KW2182: none; it is somebody else, or another issuer vouches for the name.</exception>
    public static ExpectedSigner RequireExpected(ProvenSigner signer, VerificationPolicy policy)
    {
        if (signer.Expectation is { } key) return key;
        var identity = signer.Identity!;
        foreach (var expected in policy.Signers)
        {
            if (expected is AnyCertificateSigner) return expected;
            if (expected is CertificateSigner wanted && wanted.Identity.Matches(identity.Name) && wanted.Issuer == identity.Issuer) return expected;
        }
        var certificates = policy.Signers.OfType<CertificateSigner>().ToImmutableArray();
        if (certificates.IsEmpty) throw Errors.CertificateInsteadOfKey(identity.Name);
        if (certificates.FirstOrDefault(one => one.Identity.Matches(identity.Name)) is { } named) throw Errors.OtherIssuer(named.Issuer, identity.Issuer);
        throw Errors.OtherIdentity(string.Join(" or ", certificates.Select(one => one.Identity)), identity.Name);
    }

    private static ProvenSigner ToProven(KeySigner key) => new(key.Key, key.Key.SubjectPublicKeyInfo, null) { Expectation = key };

    private static void RequireInUse(KeySigner key, ImmutableArray<VerifiedTime> times)
    {
        if (key.ValidFor is not { } period) return;
        if (times.IsEmpty) throw Errors.NoTime();
        foreach (var time in times)
        {
            if (!period.Contains(time.Time)) throw Errors.KeyNotInUse(time.Time, period);
        }
    }
}
