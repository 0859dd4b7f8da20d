// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility.Predicates;
using Keyway.Packages.Manifest;

namespace Keyway.Compatibility.Profiles;

/// <summary>Reads registries strictly: shape, predicates, then what profiles say about each other.</summary>
internal sealed class ProfileRegistryReader(Findings findings)
{
    private static readonly PlacedDocument Tree = new("profile registry", ProfileRegistry.MaximumBytes, PredicateReader.JsonDepth)
    {
        TooLarge = Errors.TooLargeCode,
        NotJson = Errors.NotJsonCode,
        Start = "see spec/profiles for a first one",
    };

    private static readonly TextShape NameText = ManifestTexts.Name("Name of the profile: fusion-1.0");

    private static readonly ObjectShape Profile = new(
    [
        new("name", NameText, IsRequired: true),
        new("level", new NumberShape(1, 1000) { Description = "Generation; a profile implies only profiles of its own or a lower level" }, IsRequired: true),
        new("description", ManifestTexts.Line("What it is, in one line"), IsRequired: false),
        new("implies", new ArrayShape(NameText, 0, 64) { Description = "Profiles that every host with this one has too" }, IsRequired: false),
        new("needs", new PredicateShape(), IsRequired: false),
    ]);

    private static readonly ObjectShape Root = new(
    [
        new("schemaVersion", new NumberShape(1, 1), IsRequired: true),
        new("profiles", new ArrayShape(Profile, 0, 1024), IsRequired: true),
    ]);

    private readonly Dictionary<string, (InterconnectProfile Profile, PlacedNode Place)> profiles = new(StringComparer.Ordinal);

    public static ProfileRegistryReading Read(ReadOnlySpan<byte> json, string source)
    {
        Findings findings = new();
        ProfileRegistryReader reader = new(findings);
        if (Tree.Read(json, findings) is { } root) reader.Document(root);
        var registry = findings.HasErrors ? null : new ProfileRegistry(reader.profiles.Values.Select(pair => pair.Profile));
        return new() { Registry = registry, Diagnostics = [.. findings.InOrder(source, json)] };
    }

    public static byte[] WriteSchema() => PredicateSchema.Write("Keyway interconnect profile registry, version 1", Root);

    private void Document(PlacedNode root)
    {
        Root.Check(root, "profile registry", findings);
        if (findings.HasErrors) return;
        foreach (var node in ((PlacedArray)((PlacedObject)root)["profiles"]!).Items) Add((PlacedObject)node);
        if (findings.HasErrors) return;
        foreach (var (profile, place) in profiles.Values) CheckImplied(profile, place);
        if (!findings.HasErrors) CheckCycles();
    }

    private void Add(PlacedObject node)
    {
        var name = ((PlacedText)node["name"]!).Value;
        InterconnectProfile profile = new()
        {
            Name = name,
            Level = (int)((PlacedNumber)node["level"]!).Value!.Value,
            Description = (node["description"] as PlacedText)?.Value,
            Implies = node["implies"] is PlacedArray implied ? [.. implied.Items.Cast<PlacedText>().Select(text => text.Value)] : [],
            Needs = node["needs"] is { } needs ? new PredicateReader(findings).Read(needs) : null,
        };
        if (!profiles.TryAdd(name, (profile, node))) findings.Add(ManifestCodes.DuplicateItem, node.Offset, $"'profiles' has '{name}' twice", "one entry a profile");
    }

    private void CheckImplied(InterconnectProfile profile, PlacedNode place)
    {
        foreach (var name in profile.Implies)
            if (!profiles.TryGetValue(name, out var implied)) findings.Add(Errors.UnknownProfileCode, place.Offset, $"'{profile.Name}' implies '{name}', which the registry does not have", "describe it in the registry, or drop it");
            else if (implied.Profile.Level > profile.Level) findings.Add(Errors.LevelCode, place.Offset, $"'{profile.Name}' of level {profile.Level} implies '{name}' of level {implied.Profile.Level}", "a profile implies only profiles of its own or a lower level");
    }

    // Without recursion: profiles whose implied ones are all settled are settled; what is left is on a cycle or leads to one.
    private void CheckCycles()
    {
        var open = profiles.Values.Select(pair => pair.Profile).ToDictionary(profile => profile.Name, StringComparer.Ordinal);
        while (open.Values.Where(profile => !profile.Implies.Any(open.ContainsKey)).ToArray() is { Length: > 0 } settled)
            foreach (var profile in settled) open.Remove(profile.Name);
        if (open.Keys.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } left)
            findings.Add(Errors.CycleCode, profiles[left[0]].Place.Offset, $"the profiles {string.Join(", ", left.Take(8))} imply each other in a circle, or lead into one", "if they mean the same, keep one of them");
    }
}
