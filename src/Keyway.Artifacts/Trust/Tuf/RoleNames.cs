// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The four top-level roles of TUF (section 2.1). Every other role is a delegated targets role.</summary>
public static class RoleNames
{
    public const string Root = "root";
    public const string Timestamp = "timestamp";
    public const string Snapshot = "snapshot";
    public const string Targets = "targets";

    /// <summary>In the order in which clients update them.</summary>
    public static IReadOnlyList<string> TopLevel { get; } = [Root, Timestamp, Snapshot, Targets];

    public static bool IsTopLevel(string name) => TopLevel.Contains(name);
}
