// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Keyway.Artifacts;
using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

public sealed class VectorTests
{
    public static TheoryData<string, string, string, string> Order => [.. VersionVectors.Read("order.tsv").Select(row => (row[0], row[1], row[2], row[3]))];

    public static TheoryData<string, string, string, string> KernelMatches => [.. VersionVectors.Read("match.tsv").Select(row => (row[0], row[1], row[2], row[3]))];

    public static TheoryData<string, string, string, string, string> RangeMatches => [.. VersionVectors.Read("range.tsv").Select(row => (row[0], row[1], row[2], row[3], row[4]))];

    [Theory, MemberData(nameof(Order))]
    public void Pairs_are_in_order_both_ways(string scheme, string left, string sign, string right)
    {
        int? expected = sign switch { "<" => -1, "=" => 0, "?" => null, _ => throw new FormatException(sign) };

        Assert.Equal(expected, Compare(scheme, left, right));
        Assert.Equal(-expected, Compare(scheme, right, left));
    }

    [Theory, MemberData(nameof(KernelMatches))]
    public void Kernel_specs_answer(string spec, string canonical, string release, string answer)
    {
        var parsed = KernelSpec.Parse(spec);

        Assert.Equal(canonical, parsed.ToString());
        Assert.Equal(answer, parsed.Matches(KernelRelease.Parse(release)).ToString().ToLowerInvariant());
    }

    [Theory, MemberData(nameof(RangeMatches))]
    public void Ranges_answer(string scheme, string range, string canonical, string version, string answer)
    {
        var declared = VersionSchemes.Parse(scheme);
        var parsed = VersionRange.Parse(declared, range);

        Assert.Equal(canonical, parsed.ToString());
        Assert.Equal(parsed, VersionRange.Parse(declared, canonical));
        Assert.Equal(answer, parsed.Matches(ComponentVersion.Parse(declared, version)).ToString().ToLowerInvariant());
    }

    [Fact]
    public void Every_hostile_text_is_refused_with_the_column_and_the_valid_set()
    {
        StringBuilder refusals = new();
        HashSet<(string, string)> distinct = [];
        foreach (var row in VersionVectors.Read("reject.tsv"))
        {
            var text = JsonSerializer.Deserialize<string>(row[1])!;
            Assert.True(distinct.Add((row[0], text)), $"twice: {row[0]} {row[1]}");
            Assert.False(TryParse(row[0], text), $"{row[0]} accepts {row[1]}");
            var refusal = Assert.Throws<KeywayException>(() => Parse(row[0], text));
            refusals.Append($"{row[0]} {refusal.Code} {refusal.Message}\n");
        }

        Assert.True(distinct.Count >= 300, $"only {distinct.Count} hostile texts");
        Golden.Verify("versions/rejected.txt", refusals.ToString());
    }

    private static int? Compare(string scheme, string left, string right)
    {
        if (scheme == "stack") return Math.Sign(StackVersion.Parse(left).CompareCore(StackVersion.Parse(right)));
        var declared = VersionSchemes.Parse(scheme);
        return ComponentVersion.Parse(declared, left).Compare(ComponentVersion.Parse(declared, right));
    }

    private static object Parse(string kind, string text) => kind.Split(':') switch
    {
        ["stack"] => StackVersion.Parse(text),
        ["tag"] => StackVersionTag.Parse(text),
        ["kernel"] => KernelRelease.Parse(text),
        ["spec"] => KernelSpec.Parse(text),
        ["component", var scheme] => ComponentVersion.Parse(VersionSchemes.Parse(scheme), text),
        ["range", var scheme] => VersionRange.Parse(VersionSchemes.Parse(scheme), text),
        _ => throw new FormatException(kind),
    };

    private static bool TryParse(string kind, string text) => kind.Split(':') switch
    {
        ["stack"] => StackVersion.TryParse(text, out _),
        ["tag"] => StackVersionTag.TryParse(text, out _),
        ["kernel"] => KernelRelease.TryParse(text, out _),
        ["spec"] => KernelSpec.TryParse(text, out _),
        ["component", var scheme] => ComponentVersion.TryParse(VersionSchemes.Parse(scheme), text, out _),
        ["range", var scheme] => VersionRange.TryParse(VersionSchemes.Parse(scheme), text, out _),
        _ => throw new FormatException(kind),
    };
}
