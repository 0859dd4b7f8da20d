// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Planning;

/// <summary>What a change does to what runs on the host: the modules that must be loaded again, the devices in use.</summary>
internal static class Disturbance
{
    /// <summary>The most disturbing of the firmware steps and of the kernel modules.</summary>
    public static FirmwareActivation Of(HostOffer offer)
    {
        var firmware = offer.Path.Batches.Select(batch => batch.Activation).DefaultIfEmpty().Max();
        return firmware < FirmwareActivation.ModuleReload && ReloadsModules(offer) ? FirmwareActivation.ModuleReload : firmware;
    }

    /// <summary>Whether to drain, and why.</summary>
    public static (DrainNeed Need, string Because) DrainOf(HostOffer offer, FirmwareActivation disruption)
    {
        if (disruption == FirmwareActivation.None) return (DrainNeed.None, "nothing that runs is touched");
        var what = $"the change takes {Word(disruption)}";
        return offer.Host.Facts.Find(FactNames.GpuUsers)?.Value switch
        {
            FactValue.List { Items.Length: > 0 and var users } => (DrainNeed.Needed, $"{what}, and {users} processes use the GPUs"),
            FactValue.List or FactValue.Null => disruption < FirmwareActivation.WarmReboot
                ? (DrainNeed.None, $"{what}, and no process uses the GPUs")
                : (DrainNeed.Needed, $"{what}, which stops everything on the host"),
            _ => disruption < FirmwareActivation.WarmReboot ? (DrainNeed.Unknown, $"{what}, and {FactNames.GpuUsers} is not known") : (DrainNeed.Needed, $"{what}, which stops everything on the host"),
        };
    }

    /// <summary>The word of the document.</summary>
    public static string Word(FirmwareActivation activation) => WordConverter<FirmwareActivation>.Word(activation);

    // A module that is loaded from another build is loaded again; without its srcversion nobody knows, which counts as another one.
    private static bool ReloadsModules(HostOffer offer)
    {
        var modules = ModuleCheck.Of(offer.Inquiry).Layers.SelectMany(layer => layer.Modules).ToArray();
        if (offer.Host.Facts.Find(FactNames.KernelModules)?.Value is not FactValue.Map loaded) return modules.Length > 0;
        return modules.Any(module => loaded.Members.ContainsKey(module.Name) && (module.Srcversion is null || loaded.TextOf(module.Name) != module.Srcversion));
    }
}
