// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Sentences about the state a host is in, for refusals.</summary>
internal static class HostState
{
    public const string NotBegun = "nothing was begun; `current` is as before";

    public const string Reading = "nothing was changed";

    public static string Unchanged(long? number, Generation? current) => $"{Name(number, current)} is current, as before";

    public static string Aborted(long? number, Generation? current) => $"{Unchanged(number, current)}; partial files were removed, whole verified layers are kept for the next attempt";

    public static string AbortPending(long? number, Generation? current) => $"{Unchanged(number, current)}; partial files are still there, and the next install or rollback removes them";

    public static string Unconfirmed(long? number, Generation? before, long to) =>
        $"{Name(number, before)} is current; after a power cut it may be generation {to}, which is complete; the next install or rollback settles it";

    public static string Unrecorded(long to) => $"generation {to} is current and complete; the next install or rollback writes its commit record";

    private static string Name(long? number, Generation? generation) =>
        number is null ? "no generation" : generation is null ? $"generation {number} (its document is damaged)" : $"generation {number} ({generation.Package} {generation.Version})";
}
