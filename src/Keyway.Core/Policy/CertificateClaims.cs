// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Policy;

/// <summary>Names of certificate claims and the Fulcio extensions they stand for (1.3.6.1.4.1.57264.1.n). Spec: spec/policy §"Claims".</summary>
public static class CertificateClaims
{
    /// <summary>Arc of the Fulcio extensions.</summary>
    public const string Arc = "1.3.6.1.4.1.57264.1";

    /// <summary>Number of the extension by the name of the claim.</summary>
    public static readonly ImmutableSortedDictionary<string, int> Extensions = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, int>
    {
        ["buildSigner"] = 9,
        ["buildSignerDigest"] = 10,
        ["runnerEnvironment"] = 11,
        [SourceRepository] = 12,
        [SourceDigest] = 13,
        [SourceRef] = 14,
        ["sourceRepositoryId"] = 15,
        ["sourceOwner"] = 16,
        ["sourceOwnerId"] = 17,
        ["buildConfig"] = 18,
        ["buildConfigDigest"] = 19,
        ["trigger"] = 20,
        ["invocation"] = 21,
        ["sourceVisibility"] = 22,
    });

    public const string SourceRepository = "sourceRepository";

    public const string SourceDigest = "sourceDigest";

    public const string SourceRef = "sourceRef";

    internal static IEnumerable<string> Known => Extensions.Keys;
}
