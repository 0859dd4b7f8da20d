// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Keyway.Hosts.Probe;

/// <summary>What vendor programs print: asked now on a live host, found under <c>captured/</c> in a captured tree. Spec: spec/facts §"Captured trees".</summary>
internal sealed class VendorReports
{
    public const int LargestReport = 32 << 20;

    private readonly Dictionary<string, byte[]> outputs = new(StringComparer.Ordinal);

    public static async Task<VendorReports> GatherAsync(HostRoot root, ProbeOptions options, CancellationToken cancellationToken)
    {
        VendorReports reports = new();
        foreach (var program in VendorProgram.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var output = root.IsLive ? await reports.AskAsync(root, program, options, cancellationToken) : root.ReadBytes(program.CapturedFile, LargestReport);
            if (output is { Length: > 0 }) reports.outputs[program.CommandLine] = output;
        }

        return reports;
    }

    /// <summary>What the program printed; null when it was not there or failed.</summary>
    public byte[]? BytesOf(VendorProgram program) => outputs.GetValueOrDefault(program.CommandLine);

    public string? TextOf(VendorProgram program) => BytesOf(program) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private async Task<byte[]?> AskAsync(HostRoot root, VendorProgram program, ProbeOptions options, CancellationToken cancellationToken)
    {
        if (!options.RunsPrograms || program.Replaces is { } better && outputs.ContainsKey(better)) return null;
        return await program.RunAsync(root, options.ProgramLimit, cancellationToken);
    }
}
