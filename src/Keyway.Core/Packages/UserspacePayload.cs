// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Keyway.Packages;

/// <summary>Libraries and tools of one ISA: the directory <c>&lt;isa&gt;/userspace/</c>.</summary>
public sealed record UserspacePayload : Payload
{
    [JsonIgnore]
    public override PayloadKind Kind => PayloadKind.Userspace;

    public required Isa Isa { get; init; }

    /// <summary>Shared libraries the host must bring, by SONAME; those of the GNU C library itself need no mention.</summary>
    public ImmutableArray<string> HostLibraries { get => field.IsDefault ? [] : field; init; }
}
