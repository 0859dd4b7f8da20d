// SPDX-License-Identifier: Apache-2.0

using Keyway.Tests.Fixtures;
using Keyway.Versions;

namespace Keyway.EndToEnd.Versions;

/// <summary>The deb scheme beside <c>dpkg --compare-versions</c>.</summary>
public sealed class DpkgOrderTests
{
    private const string Dpkg = "/usr/bin/dpkg";
    private const int Pairs = 600;
    private const string Ask = """while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" gt "$b"; then echo 1; else echo 0; fi; done < "$1" """;

    [Fact]
    public async Task Deb_versions_order_as_dpkg_orders_them()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(File.Exists(Dpkg), $"CI needs {Dpkg}");
        Assert.SkipUnless(File.Exists(Dpkg), $"no {Dpkg}");
        Random random = new(20261124);
        var pairs = Enumerable.Range(0, Pairs).Select(_ => (Left: Version(random), Right: Version(random))).ToList();
        using TemporaryDirectory directory = new();
        await File.WriteAllLinesAsync(directory.Combine("pairs"), pairs.Select(pair => $"{pair.Left} {pair.Right}"), TestContext.Current.CancellationToken);

        var run = await ProgramRun.SucceedsAsync("/bin/sh", ["-c", Ask, "sh", directory.Combine("pairs")]);

        var ours = pairs.Select(pair => $"{pair.Left} {pair.Right} {pair.Left.Compare(pair.Right)}");
        var theirs = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Zip(pairs, (sign, pair) => $"{pair.Left} {pair.Right} {sign}");
        Assert.Equal(theirs, ours);
    }

    // A small alphabet around every rule: tilde, plus, letters against other characters, leading zeros, epochs, hyphens, absent revisions.
    private static ComponentVersion Version(Random random)
    {
        while (true)
        {
            var text = Pick(random, "", "", "0:", "1:") + random.Next(3) + Soup(random, "019.~+aZ-") + Pick(random, "", "-" + Soup(random, "019.~+aZ") + "1");
            if (ComponentVersion.TryParse(VersionScheme.Deb, text, out var version)) return version;
        }
    }

    private static string Soup(Random random, string alphabet) => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => alphabet[random.Next(alphabet.Length)]));

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];
}
