// SPDX-License-Identifier: Apache-2.0

using Keyway.Compatibility;
using Keyway.Packages;

namespace Keyway.Resolution.Preflight;

/// <summary>Whether the package can work on the host, beyond what the resolver asks: configuration, interconnect, signatures, GPU firmware, floors of firmware slots.</summary>
internal static class FitChecks
{
    private const string CoherentPrefix = "coherent";

    public static IEnumerable<Finding> All(Inquiry inquiry)
    {
        if (inquiry.Build is null) yield break;
        yield return Configuration(inquiry);
        yield return Profiles(inquiry);
        yield return Coherency(inquiry);
        yield return ModuleSignatureCheck.Of(inquiry);
        yield return GpuFirmware(inquiry);
        foreach (var image in inquiry.Manifest.Firmware)
            if (FloorCheck.Of(inquiry, image) is { } floor) yield return floor;
    }

    private static Finding Configuration(Inquiry inquiry)
    {
        const string check = "config";
        if (!inquiry.Build!.Config.Layers.Any(layer => layer.Kind is PayloadKind.KernelModule or PayloadKind.Dkms)) return Plain(check, Outcome.Ok, "it brings no kernel module, so no option is needed");
        if (inquiry.Facts.Find(FactNames.KernelConfig)?.Value is not FactValue.Map config) return inquiry.NotKnown(FactNames.KernelConfig, check, "it brings kernel modules and needs CONFIG_MODULES");
        return config.TextOf("MODULES") switch
        {
            "y" => inquiry.On(FactNames.KernelConfig, check, Outcome.Ok, "CONFIG_MODULES is y"),
            { } other => inquiry.On(FactNames.KernelConfig, check, Outcome.Fail, $"it needs CONFIG_MODULES=y, the kernel has {other}"),
            null => inquiry.On(FactNames.KernelConfig, check, Outcome.Unknown, "it needs CONFIG_MODULES=y, and the configuration does not say"),
        };
    }

    // A protocol that the link speaks and the driver does not is a mismatch; a driver that knows more than the link is none.
    private static Finding Profiles(Inquiry inquiry)
    {
        const string check = "profile";
        var offered = inquiry.Manifest.NvlinkCapabilities;
        if (offered.IsEmpty) return Plain(check, Outcome.Ok, "it asks for no interconnect profile");
        var list = string.Join(", ", offered);
        if (inquiry.Facts.Find(FactNames.LinkProfiles)?.Value is FactValue.Null) return inquiry.On(FactNames.LinkProfiles, check, Outcome.Warn, $"it implements {list}, the host has no interconnect");
        if (inquiry.Facts.ListOf(FactNames.LinkProfiles) is not { } items) return inquiry.NotKnown(FactNames.LinkProfiles, check, $"it implements {list}");
        var spoken = items.OfType<FactValue.Text>().Select(text => text.Value).ToArray();
        var missing = spoken.Except(offered).ToArray();
        var host = spoken.Length == 0 ? "none" : string.Join(", ", spoken);
        if (!spoken.Intersect(offered).Any(IsProtocol)) return inquiry.On(FactNames.LinkProfiles, check, Outcome.Fail, $"protocol mismatch: it implements {list}, the host's interconnect speaks {host}");
        return missing.Length > 0
            ? inquiry.On(FactNames.LinkProfiles, check, Outcome.Warn, $"it implements {list}; the host's interconnect also speaks {string.Join(", ", missing)}, which will not be used")
            : inquiry.On(FactNames.LinkProfiles, check, Outcome.Ok, $"it implements what the host's interconnect speaks: {host}");
    }

    // `fusion-1.0` names a protocol and its level; `coherent-cache` is what may run over one.
    private static bool IsProtocol(string profile) => profile.Any(char.IsAsciiDigit);

    private static Finding Coherency(Inquiry inquiry)
    {
        const string check = "coherency";
        var wanted = inquiry.Manifest.NvlinkCapabilities.Where(IsCoherent).ToArray();
        if (wanted.Length == 0) return Plain(check, Outcome.Ok, "it asks for no coherent link");
        if (inquiry.Facts.ListOf(FactNames.LinkProfiles) is { } profiles && profiles.OfType<FactValue.Text>().Any(profile => IsCoherent(profile.Value)))
            return inquiry.On(FactNames.LinkProfiles, check, Outcome.Ok, $"it implements {string.Join(", ", wanted)}, and the host's interconnect is coherent");
        if (inquiry.Facts.TextOf(FactNames.LinkCoherency) is not { } coherency) return inquiry.NotKnown(FactNames.LinkCoherency, check, $"it implements {string.Join(", ", wanted)}");
        if (coherency == "hardware") return inquiry.On(FactNames.LinkCoherency, check, Outcome.Ok, "the link keeps caches coherent in hardware");
        if (!inquiry.Policy.RequiredCapabilities.Any(IsCoherent)) return inquiry.On(FactNames.LinkCoherency, check, Outcome.Warn, $"it implements {string.Join(", ", wanted)}, coherency of the host's link is {coherency}");
        // Profiles that nobody has told yet might still say that it is coherent.
        var outcome = inquiry.Facts.Find(FactNames.LinkProfiles) is null ? Outcome.Unknown : Outcome.Fail;
        return inquiry.On(FactNames.LinkCoherency, check, outcome, $"the policy requires a coherent link, coherency of the host's link is {coherency}");
    }

    private static bool IsCoherent(string capability) => capability.StartsWith(CoherentPrefix, StringComparison.Ordinal);

    private static Finding GpuFirmware(Inquiry inquiry)
    {
        const string check = "gpu-firmware";
        if (Gpus.Nvidia(inquiry.Facts) is not { } gpus) return inquiry.NotKnown(FactNames.GpuDevices, check, "VBIOS and GSP firmware of all GPUs must agree");
        if (gpus.IsEmpty) return inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "no GPU whose firmware could differ");
        if (gpus.Any(gpu => !gpu.Members.ContainsKey("vbios"))) return inquiry.On(FactNames.GpuDevices, check, Outcome.Unknown, "VBIOS of all GPUs must agree, and not every GPU tells it");
        var revisions = gpus.GroupBy(gpu => gpu.TextOf("device") ?? "", StringComparer.Ordinal).Select(model => model.Select(gpu => gpu.TextOf("vbios") ?? "none").Distinct().Order(StringComparer.Ordinal).ToArray());
        if (revisions.FirstOrDefault(model => model.Length > 1) is { } different) return inquiry.On(FactNames.GpuDevices, check, Outcome.Warn, $"GPUs of one model have different VBIOS: {string.Join(", ", different)}");
        var driver = inquiry.Facts.TextOf(FactNames.GpuDriver);
        var stale = gpus.Select(gpu => gpu.TextOf("gsp-firmware")).FirstOrDefault(gsp => gsp is not null && driver is not null && gsp != driver);
        return stale is null
            ? inquiry.On(FactNames.GpuDevices, check, Outcome.Ok, "VBIOS agrees on all GPUs of a model, and GSP firmware is the driver's")
            : inquiry.On(FactNames.GpuDevices, check, Outcome.Warn, $"GSP firmware is {stale}, the running driver {driver}");
    }

    private static Finding Plain(string check, Outcome outcome, string reason) => new() { Check = check, Outcome = outcome, Reason = reason };
}
