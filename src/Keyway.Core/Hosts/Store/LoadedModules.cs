// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Store;

/// <summary>Compares installed modules with those the host's kernel has loaded, through its /sys/module.</summary>
internal sealed class LoadedModules(string hostRoot)
{
    private readonly string place = Path.Combine(hostRoot, "sys/module");

    public ModuleState Compare(GenerationModule installed)
    {
        if (!Directory.Exists(place)) return new(installed.Name, ModuleLoad.Unknown, installed.Srcversion, null);
        var folder = Path.Combine(place, installed.Name);
        if (!Directory.Exists(folder)) return new(installed.Name, ModuleLoad.NotLoaded, installed.Srcversion, null);
        var loaded = Srcversion(folder);
        return new(installed.Name, Verdict(installed.Srcversion, loaded), installed.Srcversion, loaded);
    }

    private static string? Srcversion(string folder)
    {
        var file = Path.Combine(folder, "srcversion");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    private static ModuleLoad Verdict(string? installed, string? loaded)
    {
        if (installed is null || loaded is null) return ModuleLoad.Unknown;
        return installed == loaded ? ModuleLoad.Loaded : ModuleLoad.Differs;
    }
}
