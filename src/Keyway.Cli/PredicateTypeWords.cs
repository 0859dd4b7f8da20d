// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Provenance;

namespace Keyway.Cli;

/// <summary>Short words for predicate types, cosign's and ours; any URI stands for itself.</summary>
internal static class PredicateTypeWords
{
    private static readonly (string Word, string Type)[] All =
    [
        ("custom", "https://cosign.sigstore.dev/attestation/v1"),
        ("cyclonedx", PredicateTypes.CycloneDx),
        ("link", "https://in-toto.io/Link/v1"),
        ("openvex", "https://openvex.dev/ns"),
        ("slsaprovenance", "https://slsa.dev/provenance/v0.2"),
        ("slsaprovenance02", "https://slsa.dev/provenance/v0.2"),
        ("slsaprovenance1", PredicateTypes.SlsaProvenance),
        ("spdx", PredicateTypes.Spdx),
        ("spdxjson", PredicateTypes.Spdx),
        ("test-result", PredicateTypes.TestResult),
        ("vsa", PredicateTypes.VerificationSummary),
        ("vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"),
    ];

    public static IEnumerable<string> Words => All.Select(entry => entry.Word);

    /// <exception cref="Keyway.Artifacts.KeywayException">KW9023: neither a word nor an absolute URI.</exception>
    public static string Parse(string text)
    {
        if (All.FirstOrDefault(entry => entry.Word == text).Type is { } known) return known;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.OriginalString == text && !text.StartsWith('/') ? text : throw Errors.BadPredicateType(text, Words);
    }
}
