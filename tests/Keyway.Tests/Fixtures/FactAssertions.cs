// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;

namespace Keyway.Tests.Fixtures;

/// <summary>Short ways to say what a fact must be.</summary>
internal static class FactAssertions
{
    /// <summary>The value as compact JSON; "unknown" when the fact is absent.</summary>
    public static string Show(this HostFacts facts, string name) => facts.Find(FactName.Parse(name))?.Value.ToString() ?? "unknown";

    /// <summary>One member of one GPU as compact JSON; "unknown" when it is absent.</summary>
    public static string Gpu(this HostFacts facts, int index, string member) =>
        ((FactValue.Map)facts.ListOf(FactNames.GpuDevices)!.Value[index]).Members.TryGetValue(member, out var value) ? value.ToString() : "unknown";

    public static Fact Fact(FactValue value, string source = "/a/file") =>
        new() { Value = value, Source = source, Method = FactMethod.File, ObservedAt = new DateTimeOffset(2026, 11, 24, 9, 30, 15, TimeSpan.Zero) };

    public static HostFacts With(this HostFacts facts, string name, FactValue value, string source = "/a/file") => facts.With(FactName.Parse(name), Fact(value, source));

    public static HostFacts With(this HostFacts facts, string name, string text, string source = "/a/file") => facts.With(name, FactValue.Of(text), source);
}
