// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Compatibility;
using Keyway.Hosts.Probe;

namespace Keyway.Cli;

/// <summary>Which host a command speaks about: a root directory, or a facts document with an optional symbol table.</summary>
internal sealed record HostSource(string Root, string? Facts, string? Symbols)
{
    public static async Task<HostReport> ReadAsync(HostSource source, CliContext context, CancellationToken cancellationToken)
    {
        var symbols = source.Symbols is { } file ? ReadSymbols(context.Absolute(file), file) : null;
        if (source.Facts is not { } facts)
        {
            var report = await HostProbe.ReadAsync(context.Absolute(source.Root), new ProbeOptions(), context.Time, cancellationToken);
            return report with { Symbols = symbols ?? report.Symbols };
        }

        return new HostReport(HostFacts.Parse(await ReadFactsAsync(context.Absolute(facts), cancellationToken), facts), symbols);
    }

    // One byte more than allowed is enough to be refused.
    private static async Task<byte[]> ReadFactsAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        var content = new byte[(int)Math.Min(file.Length, HostFacts.MaximumDocument + 1L)];
        return content[..await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)];
    }

    private static KernelSymbols ReadSymbols(string path, string shown)
    {
        using StreamReader reader = new(path, Encoding.UTF8);
        return KernelSymbols.Parse(reader, shown);
    }
}
