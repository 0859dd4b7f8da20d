// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Preflight;

/// <summary>The GPUs that the facts list.</summary>
internal static class Gpus
{
    private const string NvidiaVendor = "10de";

    /// <summary>All of them; empty on a host without, null when nobody knows.</summary>
    public static ImmutableArray<FactValue.Map>? All(HostFacts facts) => facts.Find(FactNames.GpuDevices)?.Value switch
    {
        FactValue.List list => [.. list.Items.OfType<FactValue.Map>()],
        FactValue.Null => [],
        _ => null,
    };

    /// <summary>Those of the vendor whose modes, fabric and services the checks know; null when nobody knows.</summary>
    public static ImmutableArray<FactValue.Map>? Nvidia(HostFacts facts) => All(facts) is { } gpus ? [.. gpus.Where(gpu => gpu.TextOf("vendor") == NvidiaVendor)] : null;

    /// <summary>How messages call one.</summary>
    public static string NameOf(FactValue.Map gpu) => gpu.TextOf("address") ?? gpu.TextOf("uuid") ?? "a GPU";
}
