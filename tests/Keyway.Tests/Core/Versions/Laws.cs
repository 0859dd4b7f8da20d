// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Tests.Core.Versions;

/// <summary>How many random cases a property runs: 20 000, or a million with KEYWAY_LONG=1. Every failure names its case; the seed is fixed.</summary>
internal static class Laws
{
    private const int Seed = 20261124;

    public static int Cases { get; } = Environment.GetEnvironmentVariable("KEYWAY_LONG") == "1" ? 1_000_000 : 20_000;

    public static void ForAll<T>(Func<Random, T> generate, Action<T> check)
    {
        Random random = new(Seed);
        for (var i = 0; i < Cases; i++) check(generate(random));
    }

    /// <summary>Reflexive, antisymmetric, transitive and, where wanted, total; null means "not comparable".</summary>
    public static void HoldOrder<T>(T a, T b, T c, Func<T, T, int?> compare, bool isTotal)
    {
        Check(compare(a, a) == 0, "reflexive", a, b, c);
        var (ab, ba, bc, ac) = (Sign(compare(a, b)), Sign(compare(b, a)), Sign(compare(b, c)), Sign(compare(a, c)));
        Check(ab == -ba, "antisymmetric", a, b, c);
        Check(!isTotal || ab is not null, "total", a, b, c);
        if (ab is null || bc is null) return;
        if (ab <= 0 && bc <= 0) Check(ac == Math.Min(ab.Value, bc.Value), "transitive", a, b, c);
        if (ab >= 0 && bc >= 0) Check(ac == Math.Max(ab.Value, bc.Value), "transitive", a, b, c);
    }

    public static void Check<T>(bool holds, string law, params T[] of)
    {
        if (!holds) Assert.Fail($"not {law}: {string.Join("   ", of)}");
    }

    private static int? Sign(int? order) => order is { } value ? Math.Sign(value) : null;
}
