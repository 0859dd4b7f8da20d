// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Keyway.Compatibility;

namespace Keyway.Resolution.Preflight;

/// <summary>Whether the host is in a state in which its driver may be changed.</summary>
internal static class StateChecks
{
    private const string Nouveau = "nouveau";

    // The store's own reserve keeps as much for its records.
    private const long Margin = 1 << 20;

    /// <summary>The names that --despite takes.</summary>
    public static ImmutableArray<string> Names { get; } = ["driver-bound", "in-use", "pending", "firmware-state", "space", "fabric-manager", "nvlsm", "fabric"];

    public static IEnumerable<Finding> All(Inquiry inquiry) =>
    [
        Bound(inquiry), InUse(inquiry), Pending(inquiry), FirmwareState(inquiry), Space(inquiry),
        FabricChecks.Manager(inquiry), FabricChecks.SubnetManager(inquiry), FabricChecks.Health(inquiry),
    ];

    private static Finding Bound(Inquiry inquiry)
    {
        const string check = "driver-bound";
        if (Gpus.All(inquiry.Facts) is not { } gpus) return inquiry.NotKnown(FactNames.GpuDevices, check, "no other driver may hold the GPUs");
        if (gpus.FirstOrDefault(gpu => gpu.TextOf("driver") == Nouveau) is { } held) return inquiry.On(FactNames.GpuDevices, check, Outcome.Fail, $"nouveau is bound to {Gpus.NameOf(held)}: unbind it and keep it from loading");
        if (gpus.FirstOrDefault(gpu => !gpu.Members.ContainsKey("driver")) is { } silent) return inquiry.On(FactNames.GpuDevices, check, Outcome.Unknown, $"no other driver may hold the GPUs, and which one holds {Gpus.NameOf(silent)} is not known");
        return (inquiry.Facts.Find(FactNames.KernelModules)?.Value as FactValue.Map)?.Members.ContainsKey(Nouveau) == true
            ? inquiry.On(FactNames.KernelModules, check, Outcome.Warn, "nouveau is loaded, though no GPU is bound to it")
            : inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "nouveau is bound to no GPU");
    }

    private static Finding InUse(Inquiry inquiry)
    {
        const string check = "in-use";
        if (Gpus.All(inquiry.Facts) is { IsEmpty: true }) return inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "no GPU to be in use");
        if (inquiry.Facts.ListOf(FactNames.GpuUsers) is not { } users || (Gpus.All(inquiry.Facts) is null && !users.IsEmpty)) return inquiry.NotKnown(inquiry.Facts.Find(FactNames.GpuUsers) is null ? FactNames.GpuUsers : FactNames.GpuDevices, check, "no process may hold a GPU");
        var names = users.OfType<FactValue.Map>().Select(user => $"{user.TextOf("name")} ({(user.Members.GetValueOrDefault("pid") as FactValue.Number)?.Value})").ToArray();
        if (users.IsEmpty) return inquiry.On(FactNames.GpuUsers, check, Outcome.Ok, "no process holds a GPU");
        var more = users.Length > 3 ? $" and {users.Length - 3} more" : "";
        return inquiry.On(FactNames.GpuUsers, check, Outcome.Fail, $"processes hold GPUs: {string.Join(", ", names.Take(3))}{more}");
    }

    private static Finding Pending(Inquiry inquiry)
    {
        const string check = "pending";
        if (Gpus.Nvidia(inquiry.Facts) is not { } gpus) return inquiry.NotKnown(FactNames.GpuDevices, check, "no change of mode may be pending");
        foreach (var mode in new[] { "mig", "ecc" })
            if (gpus.FirstOrDefault(gpu => IsPending(gpu, mode)) is { } changing)
                return inquiry.On(FactNames.GpuDevices, check, Outcome.Fail, $"{mode.ToUpperInvariant()} of {Gpus.NameOf(changing)} is {changing.Members[mode]} and becomes {changing.Members[mode + "-pending"]} at the next reset: reset the GPU first");
        return gpus.FirstOrDefault(gpu => !gpu.Members.ContainsKey("mig-pending") || !gpu.Members.ContainsKey("ecc-pending")) is { } silent
            ? inquiry.On(FactNames.GpuDevices, check, Outcome.Unknown, $"no change of mode may be pending, and {Gpus.NameOf(silent)} does not tell its modes")
            : inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "no change of MIG or ECC mode is pending");
    }

    private static bool IsPending(FactValue.Map gpu, string mode) =>
        gpu.Members.TryGetValue(mode, out var now) && gpu.Members.TryGetValue(mode + "-pending", out var next) && now is FactValue.Flag && next is FactValue.Flag && !now.Equals(next);

    private static Finding FirmwareState(Inquiry inquiry)
    {
        const string check = "firmware-state";
        if (inquiry.Facts.Find(FactNames.FirmwareSlots)?.Value is not (FactValue.List or FactValue.Null)) return inquiry.NotKnown(FactNames.FirmwareSlots, check, "no change of firmware may be pending");
        var slots = inquiry.Facts.ListOf(FactNames.FirmwareSlots)?.OfType<FactValue.Map>().ToArray() ?? [];
        if (Array.Find(slots, slot => slot.TextOf("state") == "pending") is { } pending) return inquiry.On(FactNames.FirmwareSlots, check, Outcome.Fail, $"{Place(pending)} has a pending change to {pending.TextOf("revision")}: let it take effect first");
        if (Array.Find(slots, slot => slot.TextOf("state") == "failed-update") is { } failed) return inquiry.On(FactNames.FirmwareSlots, check, Outcome.Warn, $"the last update of {Place(failed)} failed, it is at {failed.TextOf("revision")}");
        return inquiry.On(FactNames.FirmwareSlots, check, Outcome.Ok, "no change of firmware is pending");
    }

    private static string Place(FactValue.Map slot) => $"{slot.TextOf("component")} in slot {slot.TextOf("slot")}";

    // The new generation is unpacked beside the current one, which stays: room for both is room for the new one now.
    private static Finding Space(Inquiry inquiry)
    {
        const string check = "space";
        if (inquiry.IsaWord is null) return inquiry.NotKnown(FactNames.IsaName, check, "how much room it needs depends on the instruction set");
        if (inquiry.Build is null) return new Finding { Check = check, Outcome = Outcome.Ok, Reason = "there is no build that needs room" };
        var needed = Resolver.Layers(inquiry).Aggregate((Int128)Margin, (sum, layer) => sum + layer.UncompressedSize);
        if (inquiry.Facts.NumberOf(FactNames.StoreFreeBytes) is not { } free) return inquiry.NotKnown(FactNames.StoreFreeBytes, check, $"beside the current generation it needs {needed} bytes");
        return inquiry.On(FactNames.StoreFreeBytes, check, needed > free ? Outcome.Fail : Outcome.Ok, $"beside the current generation it needs {needed} bytes, {free} are free");
    }
}
