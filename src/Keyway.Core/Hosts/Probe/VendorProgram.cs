// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;

namespace Keyway.Hosts.Probe;

/// <summary>A vendor's program that reports about devices. The only place of the probe that starts programs: fixed names, fixed arguments, fixed directories.</summary>
internal sealed record VendorProgram(string Name, string[] Arguments, string CapturedFile, string? Replaces = null)
{
    public static readonly VendorProgram NvidiaXmlReport = new("nvidia-smi", ["-q", "-x"], "/captured/nvidia-smi-q-x.xml");
    public static readonly VendorProgram NvidiaTextReport = new("nvidia-smi", ["-q"], "/captured/nvidia-smi-q.txt", Replaces: "nvidia-smi -q -x");
    public static readonly VendorProgram NvlinkStatus = new("nvidia-smi", ["nvlink", "-s"], "/captured/nvidia-smi-nvlink-s.txt");
    public static readonly VendorProgram C2cStatus = new("nvidia-smi", ["c2c", "-s"], "/captured/nvidia-smi-c2c-s.txt");
    public static readonly VendorProgram NvlinkFirmware = new("nvidia-smi", ["nvlink", "-info"], "/captured/nvidia-smi-nvlink-info.txt");
    public static readonly VendorProgram NvlinkCapabilities = new("nvidia-smi", ["nvlink", "-c"], "/captured/nvidia-smi-nvlink-c.txt");
    public static readonly VendorProgram ConfidentialCompute = new("nvidia-smi", ["conf-compute", "-f"], "/captured/nvidia-smi-conf-compute-f.txt");
    public static readonly VendorProgram FabricManager = new("nv-fabricmanager", ["--version"], "/captured/nv-fabricmanager-version.txt");
    public static readonly VendorProgram RocmReport = new("rocm-smi", ["-a"], "/captured/rocm-smi-a.txt");

    // PATH belongs to the caller; a probe run by root must not start what a caller put there.
    private static readonly string[] Directories = ["/usr/bin", "/usr/local/bin", "/opt/rocm/bin", "/run/current-system/sw/bin"];

    public static IReadOnlyList<VendorProgram> All { get; } = [NvidiaXmlReport, NvidiaTextReport, NvlinkStatus, C2cStatus, NvlinkFirmware, NvlinkCapabilities, ConfidentialCompute, FabricManager, RocmReport];

    public string CommandLine { get; } = $"{Name} {string.Join(' ', Arguments)}";

    /// <summary>Runs it; null, with a warning where that is news, when it is not there, fails or takes too long.</summary>
    public async Task<byte[]?> RunAsync(HostRoot root, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Directories.Select(directory => $"{directory}/{Name}").FirstOrDefault(File.Exists) is not { } path) return null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            return await OutputAsync(path, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            root.Warn(CommandLine, $"it took longer than {limit.TotalSeconds:0} seconds");
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or InvalidOperationException)
        {
            root.Warn(CommandLine, $"it could not be run: {problem.Message}");
        }

        return null;
    }

    private async Task<byte[]?> OutputAsync(string path, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(path, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
#pragma warning disable RS0030 // The one place that asks vendor programs.
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
#pragma warning restore RS0030
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var output = await ReadAsync(process.StandardOutput.BaseStream, cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : null;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        var buffer = new byte[65_536];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (content.Length + count > VendorReports.LargestReport) throw new IOException($"it printed more than {VendorReports.LargestReport} bytes");
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
