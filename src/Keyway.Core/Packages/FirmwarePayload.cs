// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>One firmware image, described by the entry of <see cref="DriverManifest.Firmware"/> with the same file.</summary>
public sealed record FirmwarePayload : Payload
{
    [JsonIgnore]
    public override PayloadKind Kind => PayloadKind.Firmware;

    /// <summary>Path under <c>firmware/</c>.</summary>
    public required string File { get; init; }
}
