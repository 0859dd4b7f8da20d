// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>Prebuilt modules of one kernel ABI: the directory <c>&lt;isa&gt;/modules/&lt;release&gt;/</c>.</summary>
public sealed record KernelModulePayload : Payload
{
    [JsonIgnore]
    public override PayloadKind Kind => PayloadKind.KernelModule;

    public required Isa Isa { get; init; }

    /// <summary>The kernel release the modules were built for, as <c>uname -r</c> prints it.</summary>
    public required string Release { get; init; }

    /// <summary>The full vermagic every module of this directory must carry.</summary>
    public required string Vermagic { get; init; }
}
