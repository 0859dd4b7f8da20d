// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Keyway.Artifacts.Transparency;

/// <summary>Reads a policy file line by line. Names are opaque octets, kept as one character each. Spec: c2sp.org/tlog-policy §"Policy file syntax and structure".</summary>
internal sealed class LogPolicyParser
{
    private const int LargestPolicy = 1024 * 1024;
    private const int MostLines = 256;

    private readonly ImmutableArray<PolicyLog>.Builder logs = ImmutableArray.CreateBuilder<PolicyLog>();
    private readonly ImmutableArray<PolicyWitness>.Builder witnesses = ImmutableArray.CreateBuilder<PolicyWitness>();
    private readonly ImmutableArray<PolicyGroup>.Builder groups = ImmutableArray.CreateBuilder<PolicyGroup>();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);
    private string? quorum;
    private int line;

    public static LogPolicy Parse(ReadOnlySpan<byte> text)
    {
        LogPolicyParser parser = new();
        if (text.Length > LargestPolicy) throw Errors.BadPolicy(0, $"it has more than {LargestPolicy} bytes");
        while (!text.IsEmpty)
        {
            parser.line++;
            var end = text.IndexOf((byte)'\n');
            if (end < 0) throw parser.Bad("the last line does not end with a newline");
            parser.AddLine(text[..end]);
            text = text[(end + 1)..];
        }

        return parser.Finish();
    }

    private LogPolicy Finish()
    {
        if (quorum is null) throw Bad("there is no quorum line");
        foreach (var log in logs)
            if (witnesses.Any(witness => witness.Key.PublicKey.Fingerprint == log.Key.PublicKey.Fingerprint)) throw Bad($"the log {log.Key.Name} would be its own witness: one key is both");
        return new LogPolicy(logs.DrainToImmutable(), witnesses.DrainToImmutable(), groups.DrainToImmutable(), quorum);
    }

    private void AddLine(ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
            if (octet is < 0x20 and not (byte)'\t' or 0x7f) throw Bad($"it contains the control character 0x{octet:x2}");
        var items = Encoding.Latin1.GetString(octets).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0][0] == '#') return;
        if (logs.Count + witnesses.Count + groups.Count == MostLines) throw Bad($"it has more than {MostLines} logs, witnesses and groups");
        switch (items[0])
        {
            case "log" when items.Length is 2 or 3: AddLog(items); break;
            case "witness" when items.Length is 3 or 4: AddWitness(items); break;
            case "group" when items.Length >= 4: AddGroup(items); break;
            case "quorum" when items.Length == 2: SetQuorum(items[1]); break;
            default: throw Bad($"'{items[0]}' with {items.Length - 1} items is not a line of a policy");
        }
    }

    private void AddLog(string[] items)
    {
        var key = KeyOf(items[1]);
        if (key.Kind == NoteKeyKind.Ed25519Cosignature) throw Bad($"the key of log {key.Name} is a witness's");
        if (logs.Any(log => log.Key.PublicKey.Fingerprint == key.PublicKey.Fingerprint)) throw Bad($"the key of log {key.Name} is there twice");
        logs.Add(new PolicyLog(key, AddressOf(items.ElementAtOrDefault(2))));
    }

    private void AddWitness(string[] items)
    {
        Define(items[1]);
        var key = KeyOf(items[2]);
        if (key.Kind is not (NoteKeyKind.Ed25519Cosignature or NoteKeyKind.MlDsa44Cosignature)) throw Bad($"the key of witness {items[1]} is not for cosignatures");
        if (witnesses.Any(witness => witness.Key.PublicKey.Fingerprint == key.PublicKey.Fingerprint)) throw Bad($"the key of witness {items[1]} is there twice: one witness would count as two");
        witnesses.Add(new PolicyWitness(items[1], key, AddressOf(items.ElementAtOrDefault(3))));
    }

    private void AddGroup(string[] items)
    {
        ImmutableArray<string> listed = [.. items.AsSpan(3)];
        foreach (var member in listed)
        {
            if (!names.Contains(member)) throw Bad($"group {items[1]} names {member}, which no line above defines");
            if (!members.Add(member)) throw Bad($"{member} is a member twice: it would count twice");
        }

        Define(items[1]);
        groups.Add(new PolicyGroup(items[1], ThresholdOf(items[2], listed.Length), listed));
    }

    private void SetQuorum(string name)
    {
        if (quorum is not null) throw Bad("there are two quorum lines");
        if (name != "none" && !names.Contains(name)) throw Bad($"the quorum {name} is defined by no line above");
        quorum = name;
    }

    private int ThresholdOf(string text, int count) => text switch
    {
        "all" => count,
        "any" => 1,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threshold) && threshold >= 1 && threshold <= count => threshold,
        _ => throw Bad($"the threshold '{text}' is not all, any or a number from 1 to {count}"),
    };

    private void Define(string name)
    {
        if (name == "none") throw Bad("the name none is reserved");
        if (!names.Add(name)) throw Bad($"{name} is defined twice");
    }

    // The key's own name is UTF-8, as in a note.
    private NoteKey KeyOf(string item)
    {
        try
        {
            return NoteKey.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(item)));
        }
        catch (KeywayException refusal) when (refusal.Code == Errors.BadNoteKeyCode)
        {
            throw Bad(refusal.Message);
        }
    }

    private Uri? AddressOf(string? item)
    {
        if (item is null) return null;
        return Uri.TryCreate(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(item)), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : throw Bad($"'{item}' is not an http or https URL");
    }

    private KeywayException Bad(string reason) => Errors.BadPolicy(line, reason);
}
