// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>How long newly signed metadata holds. Offline roles long, online roles short: the timestamp's lifetime is how long a freeze goes unnoticed. Immutable.</summary>
public sealed record RoleLifetimes
{
    public TimeSpan Root { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Also of delegated roles.</summary>
    public TimeSpan Targets { get; init; } = TimeSpan.FromDays(180);

    public TimeSpan Snapshot { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan Timestamp { get; init; } = TimeSpan.FromDays(7);

    internal TimeSpan this[string role] => role switch
    {
        RoleNames.Root => Root,
        RoleNames.Snapshot => Snapshot,
        RoleNames.Timestamp => Timestamp,
        _ => Targets,
    };
}
