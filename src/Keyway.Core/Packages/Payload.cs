// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>One thing a package carries. The JSON member <c>kind</c> says which of the four it is. Spec: spec/manifest §"Payloads".</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(KernelModulePayload), "kernel-module")]
[JsonDerivedType(typeof(DkmsPayload), "dkms")]
[JsonDerivedType(typeof(UserspacePayload), "userspace")]
[JsonDerivedType(typeof(FirmwarePayload), "firmware")]
public abstract record Payload
{
    // Closed: the four kinds are the format's.
    private protected Payload()
    {
    }

    [JsonIgnore]
    public abstract PayloadKind Kind { get; }
}
