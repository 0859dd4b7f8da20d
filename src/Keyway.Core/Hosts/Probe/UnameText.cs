// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>One line of <c>uname -a</c>. Only the parts whose place is certain are taken; the version in the middle holds blanks.</summary>
internal sealed record UnameText(string Node, string Release, string Version, string Machine)
{
    private static readonly string[] Machines = ["riscv64", "x86_64", "aarch64"];

    public static UnameText? Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 5 || parts[0] != "Linux") return null;
        var machine = Array.FindLastIndex(parts, part => Machines.Contains(part));
        if (machine < 3) return null;
        // Some distributions print the machine up to three times: the version ends before the first of the run.
        var end = machine;
        while (end > 3 && parts[end - 1] == parts[machine]) end--;
        return new UnameText(parts[1], parts[2], string.Join(' ', parts[3..end]), parts[machine]);
    }
}
