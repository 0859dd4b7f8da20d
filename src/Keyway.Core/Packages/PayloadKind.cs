// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>What a payload is. Spec: spec/manifest §"Payloads".</summary>
[JsonConverter(typeof(WordConverter<PayloadKind>))]
public enum PayloadKind
{
    /// <summary>Libraries and tools: <c>userspace/</c> in the package tree.</summary>
    [JsonStringEnumMemberName("userspace")]
    Userspace,

    /// <summary>Prebuilt modules of one kernel ABI: <c>modules/&lt;release&gt;/</c>.</summary>
    [JsonStringEnumMemberName("kernel-module")]
    KernelModule,

    /// <summary>Module source to be built on the host: <c>dkms/&lt;name&gt;/</c>.</summary>
    [JsonStringEnumMemberName("dkms")]
    Dkms,

    /// <summary>One firmware image: <c>firmware/&lt;file&gt;</c>.</summary>
    [JsonStringEnumMemberName("firmware")]
    Firmware,
}
