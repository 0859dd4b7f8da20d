// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Roots;

/// <summary>A closed interval of time: both ends belong to it (protobuf-specs, <c>TimeRange</c>). Without an end it is still open.</summary>
public readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset? End)
{
    public bool Contains(DateTimeOffset time) => time >= Start && (End is null || time <= End);

    /// <summary>As messages show it.</summary>
    public override string ToString() => $"{Start:yyyy-MM-ddTHH:mm:ssZ} to {(End is { } end ? $"{end:yyyy-MM-ddTHH:mm:ssZ}" : "now")}";
}
