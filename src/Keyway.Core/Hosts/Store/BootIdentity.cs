// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>The kernel's random id of this boot, through the host's own /proc; null for a host root that is not running.</summary>
internal sealed class BootIdentity(string hostRoot)
{
    public string? Read()
    {
        var path = Path.Combine(hostRoot, "proc/sys/kernel/random/boot_id");
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
