// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Keyway.Hosts.Store;

namespace Keyway.Cli.Output;

/// <summary>What an install or rollback did, for people.</summary>
internal static class OutcomeText
{
    public static void Print(CliContext context, InstallDocument document, bool json)
    {
        if (json) context.Output.WriteLine(JsonSerializer.Serialize(document, CliJson.Readable.InstallDocument));
        else Write(document, context.Output);
    }

    private static void Write(InstallDocument document, TextWriter output)
    {
        var outcome = document.Outcome;
        if (outcome.Result == InstallResult.AlreadyCurrent)
        {
            output.WriteLine($"{StatusText.Name(outcome.Now)} is current already; nothing was changed");
            return;
        }

        TextColumns rows = new();
        rows.Add("before", StatusText.Name(outcome.From, outcome.Before) ?? "no generation");
        rows.Add("now", StatusText.Name(outcome.Now));
        rows.Add("index", outcome.Now.Index.ToString());
        rows.Add("layers", $"{outcome.StagedLayers} unpacked, {outcome.ReusedLayers} there already; {outcome.FetchedBytes} bytes read, {outcome.WrittenBytes} bytes written");
        rows.Add("time", $"{outcome.Elapsed.TotalMilliseconds:F0} ms in all, switch {outcome.SwitchTime.TotalMilliseconds:F1} ms");
        rows.Add("next", Next(document));
        rows.Write(output);
        if (!outcome.IsCleanedUp) output.WriteLine("note: something old could not be removed; the next install or rollback tries again");
    }

    private static string Next(InstallDocument document)
    {
        string[] differing = [.. document.Modules.Where(module => module.Load == ModuleLoad.Differs).Select(module => module.Name)];
        if (differing.Length > 0) return $"reload the modules that are loaded from another build: {string.Join(", ", differing)}";
        if (document.Modules.Any(module => module.Load == ModuleLoad.Unknown)) return "whether modules must be reloaded is not known: compare srcversions on the running host";
        return document.Modules.Any(module => module.Load == ModuleLoad.NotLoaded) ? "the modules are not loaded" : "nothing: what is loaded is what is installed";
    }
}
