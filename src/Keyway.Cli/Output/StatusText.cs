// SPDX-License-Identifier: Apache-2.0

using Keyway.Channels;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>The status of a host for people.</summary>
internal static class StatusText
{
    public static void Write(StatusDocument document, TextWriter output)
    {
        var status = document.Status;
        TextColumns rows = new();
        rows.Add("host root", document.Root);
        rows.Add("current", status.Current is { } current ? Name(current) : "none");
        if (status.Current is { } shown) AddDetails(rows, shown);
        if (status.CurrentRevocation is { } revoked) rows.Add("", Revoked(revoked));
        rows.Add("previous", Name(status.PreviousNumber, status.Previous) ?? "none");
        if (status.PreviousRevocation is { } former) rows.Add("", Revoked(former));
        rows.Add("booted", Booted(status));
        rows.Add("pending", status.Pending is { } pending ? Pending(pending) : "nothing");
        if (document.Verification is { } verification) rows.Add("verified", Verified(verification));
        rows.Write(output);
        WriteModules(status, output);
        foreach (var problem in document.Verification?.Problems ?? []) output.WriteLine($"damaged: {problem}");
    }

    public static string Name(Generation generation) => $"generation {generation.Number}: {generation.Package} {generation.Version} ({generation.Isa.ToString().ToLowerInvariant()})";

    /// <summary>The same for a generation whose document may be damaged; null for no generation.</summary>
    public static string? Name(long? number, Generation? generation) => generation is not null ? Name(generation) : number is null ? null : $"generation {number}: its document is damaged";

    public static void WriteModules(StoreStatus status, TextWriter output)
    {
        if (status.Modules.IsEmpty) return;
        output.WriteLine();
        TextColumns rows = new();
        rows.Add("module", "installed", "loaded", "");
        foreach (var module in status.Modules) rows.Add(module.Name, module.InstalledSrcversion ?? "unknown", module.LoadedSrcversion ?? "-", Word(module.Load));
        rows.Write(output);
    }

    private static void AddDetails(TextColumns rows, Generation current)
    {
        rows.Add("", $"index {current.Index}");
        rows.Add("", $"from {current.Source} at {current.Created:yyyy-MM-dd HH:mm:ss}Z: {current.Reason}");
    }

    private static string Revoked(Revocation revocation) => $"REVOKED since {ChannelText.Time(revocation.Since)}: {revocation.Reason}";

    private static string Booted(StoreStatus status)
    {
        if (!status.IsBootedKnown) return "not known: this host root is not running";
        if (status.Booted is null) return "no generation was current at the last boot";
        return status.Booted == status.Current?.Number ? $"generation {status.Booted}" : $"generation {status.Booted}, not the current one";
    }

    private static string Pending(JournalRecord pending) =>
        $"{pending.Change.ToString().ToLowerInvariant()} of generation {pending.To} is running or was interrupted ({pending.Time:yyyy-MM-dd HH:mm:ss}Z); the next install or rollback settles it";

    private static string Verified(StoreVerification verification) => verification.IsIntact
        ? $"{verification.Files} entries, {verification.Bytes} bytes: all as installed"
        : $"{verification.Problems.Length} of {verification.Files} entries are damaged";

    private static string Word(ModuleLoad load) => load switch
    {
        ModuleLoad.Loaded => "same",
        ModuleLoad.NotLoaded => "not loaded",
        ModuleLoad.Differs => "another build is loaded: reload needed",
        _ => "not known",
    };
}
