// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>Reads <c>nvidia-smi -q</c>: lines of "name : value", nested by indentation.</summary>
internal static class NvidiaText
{
    private const int DeepestIndent = 64;

    public static SmiNode Read(string text)
    {
        SmiNode log = new("log", null);
        Stack<(int Indent, SmiNode Node)> open = new([(-1, log)]);
        foreach (var line in text.Split('\n'))
        {
            var content = line.Trim();
            var indent = line.Length - line.TrimStart().Length;
            if (content.Length == 0 || content[0] is '=' or '#' || indent > DeepestIndent) continue;
            while (open.Peek().Indent >= indent) open.Pop();
            var node = Node(content);
            open.Peek().Node.Add(node);
            open.Push((indent, node));
        }

        return log;
    }

    // A GPU's heading holds colons of its own: "GPU 00000000:DD:00.0".
    private static SmiNode Node(string content)
    {
        var colon = content.IndexOf(" : ", StringComparison.Ordinal);
        if (colon > 0) return new SmiNode(content[..colon].TrimEnd(), content[(colon + 3)..].Trim());
        return content.StartsWith("GPU ", StringComparison.Ordinal) && PciAddress.Normal(content[4..]) is { } address ? new SmiNode("gpu", address) : new SmiNode(content, null);
    }
}
