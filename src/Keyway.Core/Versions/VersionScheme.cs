// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Keyway.Versions;

/// <summary>How one component's vendor writes and orders versions. Declared per component, never guessed. Spec: spec/version §"Schemes".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionScheme>))]
public enum VersionScheme
{
    /// <summary>Equality only; what to declare when the vendor states no order.</summary>
    [JsonStringEnumMemberName("opaque")]
    Opaque,

    /// <summary>SemVer 2.0.0, an optional <c>v</c> before it.</summary>
    [JsonStringEnumMemberName("semver")]
    SemVer,

    /// <summary>A kernel release; ranges over it are kernel specs.</summary>
    [JsonStringEnumMemberName("linux-kernel")]
    LinuxKernel,

    /// <summary><c>550.54.14</c>: one to three numbers.</summary>
    [JsonStringEnumMemberName("nvidia-driver")]
    NvidiaDriver,

    /// <summary>VBIOS <c>96.00.74.00.01</c>: four or five pairs of hexadecimal digits.</summary>
    [JsonStringEnumMemberName("hex-quad")]
    HexQuad,

    /// <summary>One to eight decimal numbers with dots between.</summary>
    [JsonStringEnumMemberName("dotted")]
    Dotted,

    /// <summary><c>[epoch:]version[-release]</c> by the rules of rpm.</summary>
    [JsonStringEnumMemberName("rpm")]
    Rpm,

    /// <summary><c>[epoch:]upstream[-revision]</c> by the rules of dpkg.</summary>
    [JsonStringEnumMemberName("deb")]
    Deb,

    /// <summary><c>25.06-A</c>: year, month, and the issue within it.</summary>
    [JsonStringEnumMemberName("date-letter")]
    DateLetter,

    /// <summary><c>v12</c>: one number, an optional <c>v</c> or <c>R</c> before it.</summary>
    [JsonStringEnumMemberName("integer")]
    Integer,
}
