// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Hosts.Probe;

/// <summary>Reads <c>nvidia-smi nvlink -s</c> and <c>nvidia-smi c2c -s</c>: a heading per GPU, then one line per link.</summary>
internal static class NvlinkText
{
    /// <summary>Active links of each GPU in the order of the report. A GPU whose links are all inactive counts 0; one that only fails to answer is left out.</summary>
    public static IReadOnlyList<(int Gpu, int Links)> ActiveLinks(string text)
    {
        List<(int Gpu, int Links)> gpus = [];
        var known = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (TryHeading(line, out var gpu))
            {
                // The same GPU again is another command's output: only its first block is the status.
                known = gpus.TrueForAll(seen => seen.Gpu != gpu);
                if (known) gpus.Add((gpu, 0));
            }
            else if (known && IsActiveLink(line)) gpus[^1] = (gpus[^1].Gpu, gpus[^1].Links + 1);
            else if (known && line.StartsWith("NVML:", StringComparison.Ordinal) && !line.Contains("inactive", StringComparison.OrdinalIgnoreCase)) gpus.RemoveAt(gpus.Count - 1);
            if (line.StartsWith("NVML:", StringComparison.Ordinal)) known = false;
        }

        return gpus;
    }

    private static bool TryHeading(string line, out int gpu)
    {
        gpu = 0;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return line.StartsWith("GPU ", StringComparison.Ordinal) && colon > 4 && int.TryParse(line.AsSpan(4, colon - 4), out gpu);
    }

    private static bool IsActiveLink(string line) =>
        (line.StartsWith("Link ", StringComparison.Ordinal) || line.StartsWith("C2C Link ", StringComparison.Ordinal)) && line.EndsWith("GB/s", StringComparison.Ordinal);
}
