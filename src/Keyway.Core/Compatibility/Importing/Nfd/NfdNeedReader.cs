// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Keyway.Compatibility.Predicates;

namespace Keyway.Compatibility.Importing.Nfd;

/// <summary>Turns predicates into the matchers of Node Feature Discovery; what it cannot say exactly it does not say. Inverse of <see cref="NfdMatcher"/>.</summary>
internal static partial class NfdNeedReader
{
    private static readonly FactName Modules = FactName.Parse("kernel.modules");
    private static readonly FactName Devices = FactName.Parse("pci.devices");

    /// <summary>What a host needs for the predicate to hold or, when that is not wanted, not to hold; null when NFD cannot say it.</summary>
    public static NfdNeed? Of(Predicate predicate, bool isWanted) => predicate switch
    {
        NotPredicate not => Of(not.Part, !isWanted),
        GroupPredicate group => Group((group.Kind == GroupKind.All) == isWanted, [.. group.Parts.Select(part => Of(part, isWanted))]),
        LeafPredicate { Subject.Fact: { } fact } leaf when fact == Modules && leaf.Subject.Member is null => Module(leaf.Test, isWanted),
        LeafPredicate { Subject.Fact: { } fact } leaf => Attribute(fact, leaf.Subject.Member, leaf.Test, isWanted),
        ListPredicate { Quantifier: ListQuantifier.Any, Where: { } where } list when list.List == Devices && isWanted => Device(where),
        _ => null,
    };

    private static NfdNeed? Group(bool isAll, NfdNeed?[] parts)
    {
        NfdNeed[] said = [.. parts.OfType<NfdNeed>()];
        return said.Length < parts.Length ? null : isAll ? NfdNeed.All(said) : NfdNeed.Any(said);
    }

    private static NfdNeed? Module(ValueTest test, bool isWanted)
    {
        if (test is not ContainsTest contains || Texts(contains.Values) is not { } names) return null;
        return Group((contains.Kind == GroupKind.All) == isWanted, [.. names.Select(name => NfdNeed.Of(new(NfdFeatures.LoadedModule, name, isWanted ? "Exists" : "DoesNotExist", [])))]);
    }

    private static NfdNeed? Attribute(FactName fact, string? member, ValueTest test, bool isWanted)
    {
        if (NfdFeatures.FeatureOf(fact.ToString(), member) is not { } found) return null;
        (string Op, ImmutableArray<string> Values)? said = test switch
        {
            EqualTest { Value: FactValue.Text text } equal => (equal.IsNegated == isWanted ? "NotIn" : "In", [text.Value]),
            AmongTest among when Texts(among.Written) is { } texts => (isWanted ? "In" : "NotIn", texts),
            PresenceTest presence => (presence.IsWanted == isWanted ? "Exists" : "DoesNotExist", []),
            GlobTest glob when isWanted => ("InRegexp", [Expression(glob.Pattern.Pattern)]),
            _ => null,
        };
        return said is { } matcher ? NfdNeed.Of(new(found.Feature, found.Key, matcher.Op, matcher.Values)) : null;
    }

    private static NfdNeed? Device(Predicate where)
    {
        Predicate[] parts = where is GroupPredicate { Kind: GroupKind.All } all ? [.. all.Parts] : [where];
        NfdExpression[] tests = [.. parts.Select(DeviceTest).OfType<NfdExpression>()];
        return tests.Length == parts.Length && tests.DistinctBy(test => test.Key).Count() == tests.Length ? NfdNeed.Of(new NfdFeature(NfdFeatures.PciDevice, [.. tests])) : null;
    }

    private static NfdExpression? DeviceTest(Predicate part) => part switch
    {
        LeafPredicate { Subject.Member: "vendor" or "device", Subject.Fact: null, Test: AmongTest among } leaf when Texts(among.Written) is { } ids => new(leaf.Subject.Member, "In", ids),
        LeafPredicate { Subject.Member: "vendor" or "device", Subject.Fact: null, Test: EqualTest { IsNegated: false, Value: FactValue.Text id } } leaf => new(leaf.Subject.Member, "In", [id.Value]),
        LeafPredicate when ClassOf(part) is { } one => new("class", "In", [one]),
        GroupPredicate { Kind: GroupKind.Any } any when any.Parts.All(test => ClassOf(test) is not null) => new("class", "In", [.. any.Parts.Select(test => ClassOf(test)!)]),
        _ => null,
    };

    // NFD has the first four digits of a class, facts all six.
    private static string? ClassOf(Predicate part) =>
        part is LeafPredicate { Subject.Member: "class", Subject.Fact: null, Test: GlobTest glob } && glob.Pattern.Pattern is { Length: 5 } pattern && pattern[4] == '*' && pattern[..4].All(char.IsAsciiHexDigit) ? pattern[..4] : null;

    private static ImmutableArray<string>? Texts(ImmutableArray<FactValue> values) =>
        values.All(value => value is FactValue.Text) ? [.. values.OfType<FactValue.Text>().Select(value => value.Value)] : null;

    private static string Expression(string glob) => $"^{string.Join(".*", glob.Split('*').Select(piece => Special().Replace(piece, @"\$0")))}$";

    [GeneratedRegex(@"[.+?()\[\]{}|^$\\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Special();
}
