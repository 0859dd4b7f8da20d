// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>One line or element of a vendor program's report: a name, perhaps a value, and what stands below it.</summary>
internal sealed class SmiNode(string name, string? value)
{
    private readonly List<SmiNode> children = [];

    public string Name { get; } = name;

    public string? Value { get; set; } = value;

    public IReadOnlyList<SmiNode> Children => children;

    public void Add(SmiNode child) => children.Add(child);

    /// <summary>The first node at a path of names below this one; null when there is none.</summary>
    public SmiNode? At(params ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var part in path)
        {
            node = node.children.Find(child => string.Equals(child.Name, part, StringComparison.OrdinalIgnoreCase));
            if (node is null) return null;
        }

        return node;
    }
}
