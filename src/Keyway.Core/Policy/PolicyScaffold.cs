// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;

namespace Keyway.Policy;

/// <summary>A first policy and its fixtures: signatures of one signer on the index and on each manifest. Everything else is for its author to add.</summary>
public static class PolicyScaffold
{
    /// <summary>The policy document.</summary>
    /// <exception cref="KeywayException">KW2620: the name or the signer cannot be in a policy.</exception>
    public static byte[] Policy(string name, TrustedSigner signer, ImmutableArray<string> repositories)
    {
        AdmissionPolicy policy = new()
        {
            SchemaVersion = AdmissionPolicy.CurrentSchemaVersion,
            Name = name,
            Scope = new() { Repositories = repositories },
            Unknown = UnknownMeaning.Refuse,
            Signers = ImmutableSortedDictionary<string, TrustedSigner>.Empty.Add("release", signer),
            Signatures = new() { Signers = ["release"], Logs = signer.PublicKey is null ? new Quorum { Minimum = 1 } : null },
        };
        var bytes = Document(policy, PolicyJson.Scaffold<AdmissionPolicy>());
        AdmissionPolicyReader.Read(bytes, name);
        return bytes;
    }

    /// <summary>Fixtures of that policy: a package signed as it asks, and one of which a build is not.</summary>
    public static byte[] Fixtures(string policyPath, TrustedSigner signer, string repository, DateTimeOffset now)
    {
        var evidence = Evidence(signer, repository, now);
        PolicyFixtures fixtures = new()
        {
            SchemaVersion = 1,
            Policies = [policyPath],
            Now = new DateTimeOffset(now.Year, now.Month, now.Day, 0, 0, 0, TimeSpan.Zero),
            Evidence = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("signed", JsonSerializer.SerializeToElement(evidence, PolicyJson.Scaffold<PackageEvidence>())),
            Cases =
            [
                new() { Name = "signed index and build", Evidence = "signed", Expect = ExpectedDecision.Admitted },
                new() { Name = "unsigned build", Evidence = "signed", Change = JsonElement.Parse("""{"bundles":{"build":null}}"""), Expect = ExpectedDecision.Refused, Rules = ["signatures.threshold"] },
                new() { Name = "no signature at all", Evidence = "signed", Change = JsonElement.Parse("""{"bundles":null}"""), Expect = ExpectedDecision.Refused, Rules = ["signatures.threshold"] },
            ],
        };
        return Document(fixtures, PolicyJson.Scaffold<PolicyFixtures>());
    }

    private static PackageEvidence Evidence(TrustedSigner signer, string repository, DateTimeOffset now)
    {
        var (index, build) = (Digest.OfBytes("index"u8), Digest.OfBytes("build"u8));
        var signatory = signer.PublicKey is { } pem ? new KeySigner(Artifacts.Keys.PublicKey.FromPem(pem).Fingerprint) : (Signatory)new CertificateSigner(signer.Issuer!, signer.Identity!);
        VerifiedBundle Signed(Digest manifest, string name) => new()
        {
            Bundle = Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(name)),
            Subjects = [manifest],
            Signer = signatory,
            Times = [new(new DateTimeOffset(now.Year, now.Month, now.Day, 0, 0, 0, TimeSpan.Zero), TimeSource.TimestampAuthority, "https://tsa.example")],
            Logs = [new("https://log.example", 1)],
        };
        return new()
        {
            Repository = repository,
            Index = index,
            Children = [build],
            Bundles = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("index", Signed(index, "index signature")), KeyValuePair.Create("build", Signed(build, "build signature"))]),
        };
    }

    private static byte[] Document<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
}
