// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Who may sign what in a repository as it will be after the next publication: published metadata, with staged metadata over it. Pure.</summary>
internal sealed class RoleDirectory
{
    private readonly Dictionary<string, TargetsMetadata> targets;

    public RoleDirectory(PublishedState published, IEnumerable<StagedRole> staged)
    {
        Published = published;
        targets = new(published.Targets, StringComparer.Ordinal);
        Root = published.Root;
        foreach (var role in staged)
        {
            if (role.Role == RoleNames.Root) Root = RootMetadata.Parse(role.ToBytes(), "the staged root");
            else targets[role.Role] = TargetsMetadata.Parse(role.ToBytes(), $"the staged {role.Role}", role.Role);
        }
    }

    public PublishedState Published { get; }

    public RootMetadata? Root { get; }

    public IReadOnlyDictionary<string, TargetsMetadata> Targets => targets;

    /// <summary>The roles whose keys may sign: for a new root the old one's too, as its threshold is needed as well (5.3.4).</summary>
    public IReadOnlyList<RoleKeys> SignersOf(string role)
    {
        if (role == RoleNames.Root) return Published.Root is { } old ? [Root![role], old[role]] : [Root![role]];
        return RoleNames.IsTopLevel(role) ? [Root![role]] : [.. DelegationsTo(role).Select(found => found.Keys)];
    }

    /// <summary>All delegations to a role, with the file that has them.</summary>
    public IEnumerable<(RoleKeys Keys, TargetsMetadata Delegator)> DelegationsTo(string role) =>
        from delegator in targets.Values
        from delegation in delegator.Delegations
        where delegation is NamedDelegation && delegation.Keys.Role == role
        select (delegation.Keys, delegator);
}
