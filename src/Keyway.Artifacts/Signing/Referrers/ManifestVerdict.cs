// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Signing.Verify;

namespace Keyway.Artifacts.Signing.Referrers;

/// <summary>What is known about one manifest after looking at what is attached to it.</summary>
public sealed record ManifestVerdict
{
    public required Descriptor Manifest { get; init; }

    /// <summary>The bundles in the order they were tried.</summary>
    public ImmutableArray<BundleFinding> Findings { get; init; } = [];

    /// <summary>Referrers that look like bundles and are none.</summary>
    public ImmutableArray<UnsoundReferrer> Unsound { get; init; } = [];

    /// <summary>Referrers of other kinds.</summary>
    public int Others { get; init; }

    /// <summary>Referrers that nobody looked into.</summary>
    public int Unopened { get; init; }

    /// <summary>Why nothing could be looked at; null otherwise.</summary>
    public string? Problem { get; init; }

    public bool IsAccepted => Findings.Any(finding => finding.IsAccepted);

    /// <summary>True when somebody signed it, only not whom or not as the policy wants. An attestation is no signature, wanted or not.</summary>
    public bool IsRefusedByPolicy => !IsAccepted && Findings.Any(finding => finding.Refusals.Any(IsOfPolicy));

    /// <summary>Why it is not accepted, in one line each, the most telling first.</summary>
    public IEnumerable<string> Reasons
    {
        get
        {
            if (Problem is not null) yield return Problem;
            if (Unopened > 0) yield return $"{Unopened} further referrers were not looked into, since there are more than anybody attaches: remove them, then try again";
            foreach (var refusal in Findings.SelectMany(finding => finding.Refusals).OrderBy(refusal => IsOfPolicy(refusal) ? 0 : 1)) yield return $"{refusal.Code} {refusal.Message}";
            foreach (var unsound in Unsound) yield return $"the referrer {unsound.Manifest} is no sound bundle: {unsound.Reason}";
            if (Problem is null && Findings.IsEmpty) yield return "no signature is attached to it";
        }
    }

    private static bool IsOfPolicy(Refusal refusal) => refusal.Code.Kind == ErrorKind.PolicyRefused && refusal.Code != Verify.Errors.NotWantedCode;
}
