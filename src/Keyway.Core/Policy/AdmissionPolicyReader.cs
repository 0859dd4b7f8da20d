// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Keys;
using Keyway.Packages;

namespace Keyway.Policy;

/// <summary>Reads a policy document: every member known, nothing twice, every rule possible. All problems are reported at once. Spec: spec/policy §"Document".</summary>
public static class AdmissionPolicyReader
{
    /// <summary>The largest document: 1 MiB.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>The policy in the bytes; <paramref name="document"/> names it in refusals.</summary>
    /// <exception cref="KeywayException">KW2620: not a policy.</exception>
    public static AdmissionPolicy Read(ReadOnlySpan<byte> bytes, string document)
    {
        if (bytes.Length > MaximumBytes) throw Errors.BadPolicy(document, [$"it has {bytes.Length} bytes, more than {MaximumBytes}"]);
        var policy = Parse(bytes, document) with { Digest = Digest.OfBytes(bytes) };
        var problems = AdmissionPolicyCheck.Problems(policy);
        return problems.Count == 0 ? policy with { Signers = WithFingerprints(policy) } : throw Errors.BadPolicy(document, problems);
    }

    private static ImmutableSortedDictionary<string, TrustedSigner> WithFingerprints(AdmissionPolicy policy) => policy.Signers.ToImmutableSortedDictionary(
        signer => signer.Key,
        signer => signer.Value.PublicKey is { } pem ? signer.Value with { Fingerprint = PublicKey.FromPem(pem).Fingerprint } : signer.Value,
        StringComparer.Ordinal);

    private static AdmissionPolicy Parse(ReadOnlySpan<byte> bytes, string document)
    {
        try
        {
            var read = JsonSerializer.Deserialize(bytes, PolicyJson.Readable.AdmissionPolicy) ?? throw Errors.BadPolicy(document, ["it is null"]);
            ListItems.DemandValues(bytes, "signers", "claims", "externalParameters", "members");
            return read;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Errors.BadPolicy(document, [Explain(problem)], problem);
        }
    }

    // The platform appends the path to its own messages, but not to those of a converter.
    internal static string Explain(Exception problem) =>
        problem is JsonException { Path: { } path } && !problem.Message.Contains("Path:", StringComparison.Ordinal) ? $"{problem.Message} at {path}" : problem.Message;
}
