// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Signing.Verify;
using Keyway.Tests.Fixtures;

namespace Keyway.Tests.Artifacts.Signing.Verify;

/// <summary>All 140 cases of sigstore-conformance: 70 folders, each by path and by digest. A folder that must fail has to fail at the step it is about.</summary>
public sealed class ConformanceTests
{
    // What each folder breaks, as its README tells it, and the code of the step that has to notice.
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["bundle-empty-certificate-chain_fail"] = "KW2112",
        ["bundle-from-wrong-instance_fail"] = "KW2150",
        ["bundle-invalid-base64-signature_fail"] = "KW2112",
        ["bundle-malformed-json_fail"] = "KW2110",
        ["bundle-negative-log-index_fail"] = "KW2112",
        ["bundle-unknown-version_fail"] = "KW2111",
        ["bundle-with-root-cert_fail"] = "KW2121",
        ["checkpoint-bad-keyhint_fail"] = "KW2155",
        ["checkpoint-wrong-roothash_fail"] = "KW2157",
        ["dsse-invalid-sig_fail"] = "KW2160",
        ["dsse-mismatch-envelope_fail"] = "KW2160",
        ["dsse-mismatch-sig_fail"] = "KW2160",
        ["inclusion-proof-corrupted-hash_fail"] = "KW2153",
        ["incorrect-public-key_fail"] = "KW2151",
        ["integrated-time-in-future_fail"] = "KW2123",
        ["intoto-expired-certificate_fail"] = "KW2123",
        ["intoto-log-entry-mismatch_fail"] = "KW2159", // its entry holds the signature in base64 once, Rekor always twice
        ["intoto-missing-inclusion-proof_fail"] = "KW2116",
        ["intoto-set-outside-signing-cert-validity_fail"] = "KW2123",
        ["intoto-tsa-timestamp-outside-cert-validity_fail"] = "KW2123",
        ["invalid-checkpoint-signature_fail"] = "KW2155",
        ["invalid-ct-key_fail"] = "KW2128",
        ["invalid-inclusion-proof_fail"] = "KW2116",
        ["managed-key-no-key_fail"] = "KW2180",
        ["managed-key-wrong-key_fail"] = "KW2001", // the key file is no key at all
        ["message-digest-mismatch_fail"] = "KW2171",
        ["rekor2-checkpoint-missing-log-signature_fail"] = "KW2154",
        ["rekor2-checkpoint-missing-origin_fail"] = "KW2154",
        ["rekor2-checkpoint-missing-root-hash_fail"] = "KW2154",
        ["rekor2-checkpoint-missing-size_fail"] = "KW2154",
        ["rekor2-checkpoint-no-matching-signature_fail"] = "KW2156",
        ["rekor2-dsse-invalid-sig_fail"] = "KW2160",
        ["rekor2-dsse-mismatch-envelope_fail"] = "KW2160",
        ["rekor2-dsse-mismatch-sig_fail"] = "KW2160",
        ["rekor2-no-inclusion-proof_fail"] = "KW2116",
        ["rekor2-no-timestamp_fail"] = "KW2177",
        ["rekor2-timestamp-outside-trust-root-tsa-validity_fail"] = "KW2144",
        ["rekor2-timestamp-outside-tsa-cert-validity_fail"] = "KW2144",
        ["rekor2-timestamp-payload-mismatch_fail"] = "KW2141",
        ["rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail"] = "KW2142",
        ["rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail"] = "KW2142",
        ["rekor2-timestamp-with-incorrect-time_fail"] = "KW2112", // line breaks inside of base64; the time itself: HostileTimestampTests
        ["set-invalid-signature_fail"] = "KW2151",
        ["signature-mismatch_fail"] = "KW2160",
        ["trust-root-tlog-missing-validity-start_fail"] = "KW2101",
        ["wrong-hashedrekord-artifact_fail"] = "KW2160",
        ["wrong-hashedrekord-cert-and-sig_fail"] = "KW2160",
        ["wrong-hashedrekord-entry_fail"] = "KW2160",
        ["wrong-material_fail"] = "KW2162",
    };

    public static TheoryData<string> Folders => Directory.Exists(Root) ? [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)] : ["absent"];

    private static string Root => Path.Combine(Environment.GetEnvironmentVariable("KEYWAY_TEST_DATA") ?? Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data")), "sigstore-conformance", "assets", "bundle-verify");

    [Fact]
    public void There_are_seventy_folders()
    {
        SharedData.Require("sigstore-conformance");

        Assert.Equal(70, Folders.Count);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void By_path(string name)
    {
        ConformanceCase one = new(name);
        Check(name, () => one.Verify(one.ByPath()));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void By_digest(string name)
    {
        ConformanceCase one = new(name);
        Check(name, () => one.Verify(one.ByDigest()));
    }

    private static void Check(string name, Func<VerificationResult> verify)
    {
        var code = CodeOf(verify);
        Assert.Equal(name.EndsWith("_fail", StringComparison.Ordinal) ? Expected[name] : "verified", code);
    }

    private static string CodeOf(Func<VerificationResult> verify)
    {
        try
        {
            var result = verify();
            return result.IsVerified ? "verified" : result.Refusals[0].Code.Id;
        }
        catch (KeywayException e)
        {
            return e.Code.Id; // the trusted root itself
        }
    }
}
