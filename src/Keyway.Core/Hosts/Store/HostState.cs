// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Sentences about the state a host is in, for refusals.</summary>
internal static class HostState
{
    public const string NotBegun = "nothing was begun; `current` is as before";

    public const string Reading = "nothing was changed";

    public static string Unchanged(Generation? current) => current is null ? "no generation is current, as before" : $"{Name(current)} is current, as before";

    public static string Aborted(Generation? current) => $"{Unchanged(current)}; partial files were removed, whole verified layers are kept for the next attempt";

    public static string AbortPending(Generation? current) => $"{Unchanged(current)}; partial files are still there, and the next install or rollback removes them";

    public static string Unconfirmed(Generation? before, long to) =>
        $"{(before is null ? "no generation" : Name(before))} is current; after a power cut it may be generation {to}, which is complete; the next install or rollback settles it";

    public static string Unrecorded(long to) => $"generation {to} is current and complete; the next install or rollback writes its commit record";

    private static string Name(Generation generation) => $"generation {generation.Number} ({generation.Package} {generation.Version})";
}
