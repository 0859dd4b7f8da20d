// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts;
using Keyway.Artifacts.Content;
using Keyway.Artifacts.Transparency;

namespace Keyway.Policy;

/// <summary>What a quorum of witnesses may have wrong. Only a key shows who cosigned: every witness is a verifier key, and none is there under two names.</summary>
internal static class WitnessQuorumCheck
{
    private const int MaximumItems = 256;

    public static IEnumerable<string> Problems(string path, Quorum? quorum)
    {
        if (quorum is null) return [];
        if (quorum.From.Length is 0 or > MaximumItems) return [$"{path}.from is {quorum.From.Length} of them, expected 1 to {MaximumItems} verifier keys"];
        List<string> problems = [];
        Dictionary<Digest, string> known = [];
        foreach (var vkey in quorum.From)
        {
            if (Problem(vkey, out var witness) is { } problem) problems.Add($"{path}.from is '{vkey}', expected the verifier key of a cosigner, NAME+HEX+BASE64: {problem}");
            else if (!known.TryAdd(witness!.PublicKey.Fingerprint, witness.Name)) problems.Add($"{path}.from is '{witness.Name}' with the key of '{known[witness.PublicKey.Fingerprint]}': one witness cannot count twice");
        }

        if (problems.Count == 0 && (quorum.Minimum < 1 || quorum.Minimum > known.Count)) problems.Add($"{path}.minimum is {quorum.Minimum}, expected 1 to {known.Count}");
        return problems;
    }

    private static string? Problem(string vkey, out NoteKey? witness)
    {
        witness = null;
        try
        {
            witness = NoteKey.Parse(vkey);
            return witness.Kind is NoteKeyKind.Ed25519Cosignature or NoteKeyKind.MlDsa44Cosignature ? null : $"it is a key that signs as {witness.Kind}";
        }
        catch (KeywayException refusal)
        {
            return refusal.Message;
        }
    }
}
