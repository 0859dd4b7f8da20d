// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>What a host must go through before a written firmware image runs, from the least to the most disturbing. Spec: spec/manifest §"Firmware".</summary>
[JsonConverter(typeof(WordConverter<FirmwareActivation>))]
public enum FirmwareActivation
{
    /// <summary>It runs as soon as it is written.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The driver's kernel modules are loaded again.</summary>
    [JsonStringEnumMemberName("module-reload")]
    ModuleReload,

    [JsonStringEnumMemberName("gpu-reset")]
    GpuReset,

    /// <summary>The operating system restarts, power stays on.</summary>
    [JsonStringEnumMemberName("warm-reboot")]
    WarmReboot,

    /// <summary>The host's power goes off and on; standby power stays.</summary>
    [JsonStringEnumMemberName("cold-reboot")]
    ColdReboot,

    /// <summary>The mains supply goes off and on, standby power included.</summary>
    [JsonStringEnumMemberName("ac-cycle")]
    AcCycle,
}
