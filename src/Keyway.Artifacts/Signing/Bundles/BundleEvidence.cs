// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Signing.Bundles;

/// <summary>
/// What every version of bundle must hold to be evidence of anything. The reader demands it of documents, and the verifier again of bundles that were put together in a program:
/// an entry with neither promise nor proof would count as logged.
/// </summary>
internal static class BundleEvidence
{
    /// <exception cref="KeywayException">KW2115 to KW2117: the rule it breaks.</exception>
    public static void Require(SigstoreBundle bundle)
    {
        if (bundle.Content is DsseEnvelope envelope && envelope.Signatures.Length != 1) throw Errors.NotOneSignature(envelope.Signatures.Length);
        if (bundle.LogEntries.Length > BundleLimits.LogEntries) throw Errors.TooMuch("'tlogEntries'", bundle.LogEntries.Length, BundleLimits.LogEntries, "items");
        if (bundle.Timestamps.Length > BundleLimits.Timestamps) throw Errors.TooMuch("'rfc3161Timestamps'", bundle.Timestamps.Length, BundleLimits.Timestamps, "items");
        for (var i = 0; i < bundle.LogEntries.Length; i++) Require(bundle.LogEntries[i], bundle.Version, $"tlogEntries[{i}]");
    }

    /// <summary>Version 0.1 rests on the promise, later ones on the proof and its checkpoint.</summary>
    /// <exception cref="KeywayException">KW2116: the evidence is missing.</exception>
    public static void Require(LogEntry entry, BundleVersion version, string path)
    {
        if (version == BundleVersion.V01)
        {
            if (entry.SignedEntryTimestamp.IsEmpty) throw Errors.IncompleteLogEntry($"{path}.inclusionPromise", "is missing, which a bundle of version 0.1 must have");
            return;
        }
        if (entry.Proof is null) throw Errors.IncompleteLogEntry($"{path}.inclusionProof", "is missing, which a bundle since version 0.2 must have");
        if (entry.Proof.Checkpoint.Length == 0) throw Errors.IncompleteLogEntry($"{path}.inclusionProof.checkpoint", "is missing, which a bundle since version 0.2 must have");
    }
}
