// SPDX-License-Identifier: Apache-2.0

using Keyway.Versions;

namespace Keyway.Tests.Core.Versions;

/// <summary>Random texts of each grammar, from small alphabets so that close calls and equal ranks are common.</summary>
internal static class RandomVersions
{
    private static readonly string[] Keys = ["kern", "kabi", "pg", "nvf", "hw", "fw", "cuda", "bld", "zz", "hh"];
    private static readonly string[] Words = ["a", "b", "fusion1", "1028-nvidia-64k", "64-k", "el9.x", "0", "00"];
    private static readonly string[] PreReleases = ["rc.1", "rc.2", "rc.10", "rc", "alpha", "alpha-1", "0", "1", "-"];
    private static readonly string[] Tails = ["-generic", "-47-amd64", "-48-amd64", "-47-arm64", "-1028-nvidia", "-1028-nvidia-64k", "+deb13-riscv64", "-72.6.0.56.oe2503", "-72.6.oe2503", "+", "-cwt-5.13.1-1", "-152-crusoe-g15f8e111ba44", "-152-crusoe-g25f8e111ba44", "-153-crusoe-g15f8e111ba44", "-060900-generic", "-1.1.1.el9_4.x86_64", "-rt"];
    private static readonly string[] Candidates = ["-rc1", "-rc2", "-0.rc1", "-060900rc3", "~rc2"];

    public static string Stack(Random random)
    {
        var text = Pick(random, "", "", "v") + Number(random) + "." + Number(random) + "." + Number(random);
        if (random.Next(3) == 0) text += "-" + Pick(random, PreReleases) + Pick(random, "", "." + random.Next(3));
        foreach (var key in Shuffled(random, Keys, random.Next(4))) text += Axis(random, key);
        return text;
    }

    /// <summary>Over 128 characters about as often as not.</summary>
    public static string LongStack(Random random)
    {
        var text = Stack(random).Split('+')[0];
        foreach (var key in Shuffled(random, Keys, random.Next(Keys.Length))) text += Axis(random, key) + (random.Next(2) == 0 ? "" : "-" + new string('w', random.Next(1, 20)));
        return text;
    }

    public static string Kernel(Random random)
    {
        var text = $"{random.Next(5, 7)}.{random.Next(3)}" + Pick(random, "", ".0", ".0", ".1", ".94", ".107", ".0.1");
        if (random.Next(4) == 0) text += Pick(random, Candidates);
        return random.Next(3) == 0 ? text : text + Pick(random, Tails);
    }

    public static string KernelSpec(Random random) => string.Join(Pick(random, "||", " || "), Enumerable.Range(0, random.Next(1, 4)).Select(_ => KernelTerms(random)));

    public static string Component(Random random, VersionScheme scheme) => scheme switch
    {
        VersionScheme.Opaque => Pick(random, Words),
        VersionScheme.SemVer => $"{random.Next(2)}.{random.Next(11)}.{random.Next(2)}" + Pick(random, "", "", "-" + Pick(random, PreReleases), "+b" + random.Next(3)),
        VersionScheme.LinuxKernel => Kernel(random),
        VersionScheme.NvidiaDriver => $"5{random.Next(35, 37)}" + Pick(random, "", $".{random.Next(3)}", $".0{random.Next(3)}.0{random.Next(3)}"),
        VersionScheme.HexQuad => $"9{random.Next(2)}.0{random.Next(2):X}.{random.Next(256):X2}.00" + Pick(random, "", ".00", ".0A", ".0a", ".10"),
        VersionScheme.Dotted => string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Number(random))),
        VersionScheme.Rpm => Epoch(random) + Soup(random, "01.2a_b~^+", startsWithDigit: false) + Pick(random, "", "-" + Soup(random, "01.2a~^", startsWithDigit: false)),
        VersionScheme.Deb => Epoch(random) + Soup(random, "01.29ab~+-Z", startsWithDigit: true) + Pick(random, "", "-" + Soup(random, "01.2a~+", startsWithDigit: false)),
        VersionScheme.DateLetter => $"2{random.Next(2)}.{random.Next(1, 13):00}" + Pick(random, "", "-" + (char)('A' + random.Next(3)), "-" + random.Next(3)),
        _ => Pick(random, "", "v", "R") + Number(random) + Number(random),
    };

    public static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static string KernelTerms(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => KernelTerm(random)));

    private static string KernelTerm(Random random) => random.Next(6) switch
    {
        0 => $"{random.Next(5, 7)}.{random.Next(3)}" + Pick(random, "", ".0", ".94") + "+",
        1 => $"{random.Next(5, 7)}" + Pick(random, "", ".1", ".1.2") + ".x",
        2 => Pick(random, ">=", ">", "<=", "<", ">= ", "< ") + Pick(random, "5", "5.1", "6.1.0", "6.0.94", Kernel(random).TrimEnd('+')),
        3 => Pick(random, "6.1.0-*-nvidia*", "*", "*amd64", "5.*", "*-*-*"),
        4 => "=" + Kernel(random),
        _ => $"6.{random.Next(3)}" + Pick(random, "", ".0", ".94", "-rc1"),
    };

    private static string Epoch(Random random) => Pick(random, "", "", "", "0:", "1:", "01:");

    private static string Soup(Random random, string alphabet, bool startsWithDigit)
    {
        var text = startsWithDigit ? random.Next(3).ToString() : "";
        for (var length = random.Next(1, 7); length > 0; length--) text += alphabet[random.Next(alphabet.Length)];
        return text;
    }

    private static string Axis(Random random, string key) => random.Next(3) switch
    {
        0 => $"+{key}-{Pick(random, Words)}",
        1 => $"+{key}{Number(random)}.{Number(random)}",
        _ => $"+{key}{Number(random)}-{Pick(random, Words)}",
    };

    private static string Number(Random random) => Pick(random, "0", "1", "2", "9", "10", "01", "00");

    private static string[] Shuffled(Random random, string[] of, int count)
    {
        var copy = of.ToArray();
        random.Shuffle(copy);
        return copy[..count];
    }
}
