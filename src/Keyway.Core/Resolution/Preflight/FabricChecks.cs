// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Keyway.Compatibility;

namespace Keyway.Resolution.Preflight;

/// <summary>
/// Fabric Manager has to be of the driver's very version, and on NVLink 5 it needs the subnet manager. A host where it is not installed is none of theirs: it
/// has no switches, or they are managed from a switch tray.
/// </summary>
internal static class FabricChecks
{
    private const string DriverModule = "nvidia";
    private const int GenerationWithSubnetManager = 5;

    public static Finding Manager(Inquiry inquiry)
    {
        const string check = "fabric-manager";
        if (WithoutManager(inquiry, check) is { } settled) return settled;
        return inquiry.Facts.TextOf(FactNames.FabricManagerVersion) is { } manager
            ? Compared(inquiry, check, manager)
            : inquiry.NotKnown(FactNames.FabricManagerVersion, check, "Fabric Manager must be of the driver's version");
    }

    public static Finding SubnetManager(Inquiry inquiry)
    {
        const string check = "nvlsm";
        if (WithoutManager(inquiry, check) is { } settled) return settled;
        if (Generation(inquiry.Facts) is not { } generation) return inquiry.NotKnown(FactNames.NvlinkVersion, check, "NVLink 5 and newer need the subnet manager NVLSM");
        if (generation < GenerationWithSubnetManager) return inquiry.On(FactNames.NvlinkVersion, check, Outcome.Ok, $"NVLink {generation} needs no subnet manager");
        return inquiry.Facts.Find(FactNames.SubnetManagerVersion)?.Value switch
        {
            FactValue.Text { Value: var version } => inquiry.On(FactNames.SubnetManagerVersion, check, Outcome.Ok, $"NVLink {generation} needs the subnet manager, NVLSM {version} is installed"),
            FactValue.Null when inquiry.Facts.Find(FactNames.FabricManagerVersion) is null => inquiry.NotKnown(FactNames.FabricManagerVersion, check, "NVLSM is not installed, which is wrong where Fabric Manager is"),
            FactValue.Null => inquiry.On(FactNames.SubnetManagerVersion, check, Outcome.Fail, $"NVLink {generation} needs the subnet manager, and NVLSM is not installed"),
            _ => inquiry.NotKnown(FactNames.SubnetManagerVersion, check, $"NVLink {generation} needs the subnet manager NVLSM"),
        };
    }

    public static Finding Health(Inquiry inquiry)
    {
        const string check = "fabric";
        if (inquiry.Facts.Find(FactNames.FabricHealthy)?.Value is FactValue.Null) return inquiry.On(FactNames.FabricHealthy, check, Outcome.Ok, "the GPUs are in no fabric");
        if (WithoutGpus(inquiry, check) is { } settled) return settled;
        return inquiry.Facts.Find(FactNames.FabricHealthy)?.Value switch
        {
            FactValue.Flag { Value: true } => inquiry.On(FactNames.FabricHealthy, check, Outcome.Ok, "the fabric is complete on every GPU"),
            FactValue.Flag => inquiry.On(FactNames.FabricHealthy, check, Outcome.Fail, $"the fabric is {TextOf(inquiry, "fabric.state")} with status {TextOf(inquiry, "fabric.status")}: repair it before the driver changes"),
            _ => inquiry.NotKnown(FactNames.FabricHealthy, check, "a fabric has to be complete before its driver changes"),
        };
    }

    private static Finding? WithoutManager(Inquiry inquiry, string check) => inquiry.Facts.Find(FactNames.FabricManagerVersion)?.Value is FactValue.Null
        ? inquiry.On(FactNames.FabricManagerVersion, check, Outcome.Ok, "Fabric Manager is not installed on this host")
        : WithoutGpus(inquiry, check);

    private static Finding? WithoutGpus(Inquiry inquiry, string check) => Gpus.Nvidia(inquiry.Facts) switch
    {
        null => inquiry.NotKnown(FactNames.GpuDevices, check, "it depends on the GPUs of the host"),
        { IsEmpty: true } => inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "no GPU that could be in a fabric"),
        _ => null,
    };

    private static string TextOf(Inquiry inquiry, string fact) => inquiry.Facts.TextOf(FactName.Parse(fact)) ?? "not the same everywhere";

    // The package is the driver when it brings the driver's module; any other package leaves driver and manager as they are.
    private static Finding Compared(Inquiry inquiry, string check, string manager)
    {
        var brings = inquiry.Package.Builds.Any(build => build.Config.Layers.Any(layer => layer.Modules.Any(module => module.Name == DriverModule)));
        var driver = brings ? inquiry.Version?.ToString().Split('+')[0] : inquiry.Facts.TextOf(FactNames.GpuDriver);
        if (driver is null) return inquiry.NotKnown(FactNames.GpuDriver, check, $"Fabric Manager is {manager} and must be of the driver's version");
        var which = brings ? "the package's driver" : "the running driver";
        return inquiry.On(FactNames.FabricManagerVersion, check, driver == manager ? Outcome.Ok : Outcome.Fail, $"Fabric Manager is {manager}, {which} {driver}: they must be equal");
    }

    private static int? Generation(HostFacts facts) =>
        facts.TextOf(FactNames.NvlinkVersion) is { } text && int.TryParse(text.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : null;
}
