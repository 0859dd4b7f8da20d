// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>Module source that a host builds itself: the directory <c>dkms/&lt;name&gt;/</c>, the same for every ISA.</summary>
public sealed record DkmsPayload : Payload
{
    [JsonIgnore]
    public override PayloadKind Kind => PayloadKind.Dkms;

    /// <summary>The DKMS package name.</summary>
    public required string Name { get; init; }
}
