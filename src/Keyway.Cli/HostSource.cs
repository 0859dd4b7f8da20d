// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Hosts.Probe;

namespace Keyway.Cli;

/// <summary>Which host a command speaks about: a root directory, or a facts document with an optional symbol table.</summary>
internal sealed record HostSource(string Root, string? Facts, string? Symbols)
{
    public static async Task<HostReport> ReadAsync(HostSource source, CliContext context, CancellationToken cancellationToken)
    {
        var symbols = source.ReadSymbols(context);
        if (source.Facts is not { } facts)
        {
            var report = await HostProbe.ReadAsync(context.Absolute(source.Root), new ProbeOptions(), context.Time, cancellationToken);
            return report with { Symbols = symbols ?? report.Symbols };
        }

        return new HostReport(HostFacts.Parse(SmallFile.Read(context.Absolute(facts), HostFacts.MaximumDocument), facts), symbols);
    }

    /// <summary>The symbol table that was given; null when none was.</summary>
    public KernelSymbols? ReadSymbols(CliContext context) => Symbols is { } file ? ReadSymbols(context.Absolute(file), file) : null;

    private static KernelSymbols ReadSymbols(string path, string shown)
    {
        using StreamReader reader = new(path, Encoding.UTF8);
        return KernelSymbols.Parse(reader, shown);
    }
}
