// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json;
using Keyway.Versions;

namespace Keyway.Policy;

/// <summary>
/// Every external parameter against its rule: one that is set and has no rule refuses, for it is how somebody outside steers a build. Unset, null and
/// empty mean the same (SLSA 1.0 §"Parsing rules").
/// </summary>
internal static class ParameterJudge
{
    private const int ShownLength = 120;

    public static IEnumerable<PolicyFinding> Findings(
        ImmutableSortedDictionary<string, ParameterRule> rules, IEnumerable<KeyValuePair<string, JsonElement>> parameters, Func<string, bool, string, string, PolicyFinding> finding) =>
        Findings("externalParameters", rules, parameters, finding);

    private static IEnumerable<PolicyFinding> Findings(
        string path, ImmutableSortedDictionary<string, ParameterRule> rules, IEnumerable<KeyValuePair<string, JsonElement>> parameters, Func<string, bool, string, string, PolicyFinding> finding)
    {
        var set = parameters.Where(parameter => !IsEmpty(parameter.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in set.Where(parameter => !rules.ContainsKey(parameter.Key)))
            yield return finding($"{path}.{name}", false, "not set, for the policy has no rule for it", Shown(value));
        foreach (var (name, rule) in rules)
        {
            if (!set.TryGetValue(name, out var value)) yield return finding($"{path}.{name}", rule.Optional, Expected(rule), "not set");
            else if (rule.Members is { } members && value.ValueKind == JsonValueKind.Object)
                foreach (var inner in Findings($"{path}.{name}", members, value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), finding)) yield return inner;
            else yield return finding($"{path}.{name}", Holds(rule, value), Expected(rule), Shown(value));
        }
    }

    private static bool Holds(ParameterRule rule, JsonElement value) => rule switch
    {
        { Exactly: { } exactly } => JsonElement.DeepEquals(exactly, value),
        { OneOf: { } choices } => choices.Any(choice => JsonElement.DeepEquals(choice, value)),
        { Glob: { } glob } => value.ValueKind == JsonValueKind.String && new Glob(glob).IsMatch(value.GetString()),
        _ => rule.Any == true,
    };

    private static string Expected(ParameterRule rule) => rule switch
    {
        { Exactly: { } exactly } => Shown(exactly),
        { OneOf: { } choices } => string.Join(" or ", choices.Select(Shown)),
        { Glob: { } glob } => $"text like {glob}",
        { Members: not null } => "an object",
        _ => "anything",
    };

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= ShownLength ? text : text[..ShownLength] + "…";
    }
}
