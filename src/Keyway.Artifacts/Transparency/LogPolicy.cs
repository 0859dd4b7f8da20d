// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Keyway.Artifacts.Transparency;

/// <summary>
/// Which checkpoints to believe: the logs, the witnesses, and how many of them must have cosigned. Immutable, thread safe. Spec: c2sp.org/tlog-policy.
/// </summary>
public sealed class LogPolicy
{
    private const string NoQuorum = "none";

    private readonly Dictionary<string, PolicyGroup> groups;

    internal LogPolicy(ImmutableArray<PolicyLog> logs, ImmutableArray<PolicyWitness> witnesses, ImmutableArray<PolicyGroup> groups, string quorum)
    {
        Logs = logs;
        Witnesses = witnesses;
        Groups = groups;
        Quorum = quorum;
        this.groups = groups.ToDictionary(group => group.Name, StringComparer.Ordinal);
    }

    /// <summary>The logs, any of which may have signed.</summary>
    public ImmutableArray<PolicyLog> Logs { get; }

    public ImmutableArray<PolicyWitness> Witnesses { get; }

    public ImmutableArray<PolicyGroup> Groups { get; }

    /// <summary>The witness or group that must have witnessed, or <c>none</c>.</summary>
    public string Quorum { get; }

    /// <summary>True when no witness has to have seen a checkpoint.</summary>
    public bool NeedsNoWitness => Quorum == NoQuorum;

    /// <summary>Parses a policy file.</summary>
    /// <exception cref="KeywayException">KW2520: not a policy; KW2001 to KW2003, KW2503: one of its keys is not usable.</exception>
    public static LogPolicy Parse(ReadOnlySpan<byte> text) => LogPolicyParser.Parse(text);

    /// <summary>The policy that trusts one log and asks for no witness.</summary>
    public static LogPolicy OfLog(NoteKey key) => new([new PolicyLog(key, null)], [], [], NoQuorum);

    /// <summary>Decides about a checkpoint. Each key counts once, however many lines it has; one wrong signature of a known key refuses all.</summary>
    public CheckpointVerdict Check(SignedNote note)
    {
        if (!Checkpoint.TryParse(note.Text.Span, out var checkpoint, out var malformation)) return CheckpointVerdict.Refused($"the note is not a checkpoint: {malformation}");
        List<Cosigner> cosigners = [];
        List<string> reasons = [];
        var log = FindLog(note, checkpoint, reasons);
        foreach (var witness in Witnesses)
        {
            var check = witness.Key.Check(note);
            if (check.Verdict == NoteVerdict.Wrong) reasons.Add($"the cosignature of witness {witness.Name} is wrong");
            if (check.Verdict == NoteVerdict.Signed) cosigners.Add(new Cosigner(witness.Name, witness.Key, check.Time));
        }

        var names = cosigners.Select(cosigner => cosigner.Name).ToHashSet(StringComparer.Ordinal);
        if (!NeedsNoWitness && !HasWitnessed(Quorum, names)) reasons.Add($"the quorum is not reached: {Explain(Quorum, names)}");
        return new CheckpointVerdict(checkpoint, reasons.Count == 0 ? log : null, [.. cosigners], [.. reasons]);
    }

    private NoteKey? FindLog(SignedNote note, Checkpoint checkpoint, List<string> reasons)
    {
        NoteKey? found = null;
        var verdicts = Logs.Where(log => log.Key.Name == checkpoint.Origin).Select(log => (log.Key, log.Key.Check(note).Verdict)).ToList();
        foreach (var (key, verdict) in verdicts)
        {
            if (verdict == NoteVerdict.Wrong) reasons.Add($"the signature of log {key.Name} is wrong");
            if (verdict == NoteVerdict.Signed) found ??= key;
        }

        if (verdicts.Count == 0) reasons.Add($"the log '{checkpoint.Origin}' is not one of the policy's: {(Logs.IsEmpty ? "it has none" : string.Join(", ", Logs.Select(log => log.Key.Name).Distinct(StringComparer.Ordinal)))}");
        else if (found is null && reasons.Count == 0) reasons.Add($"no key of log {checkpoint.Origin} that the policy has signed it");
        return found;
    }

    private bool HasWitnessed(string name, HashSet<string> cosigners) =>
        groups.TryGetValue(name, out var group) ? CountOf(group, cosigners) >= group.Threshold : cosigners.Contains(name);

    private int CountOf(PolicyGroup group, HashSet<string> cosigners) => group.Members.Count(member => HasWitnessed(member, cosigners));

    private string Explain(string name, HashSet<string> cosigners)
    {
        if (!groups.TryGetValue(name, out var group)) return $"witness {name} has not cosigned";
        var missing = group.Members.Where(member => !HasWitnessed(member, cosigners));
        return $"group {name} needs {group.Threshold} of {group.Members.Length}, has {CountOf(group, cosigners)}; missing: {string.Join(", ", missing)}";
    }
}
