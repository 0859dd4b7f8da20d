// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>An instruction set a package can carry a build for. JSON and OCI <c>platform.architecture</c> use the member names in lower case (the GOARCH words).</summary>
[JsonConverter(typeof(WordConverter<Isa>))]
public enum Isa
{
    /// <summary>RISC-V, 64-bit, LP64D.</summary>
    [JsonStringEnumMemberName("riscv64")]
    Riscv64,

    /// <summary>x86-64.</summary>
    [JsonStringEnumMemberName("amd64")]
    Amd64,

    /// <summary>AArch64, little endian.</summary>
    [JsonStringEnumMemberName("arm64")]
    Arm64,
}
