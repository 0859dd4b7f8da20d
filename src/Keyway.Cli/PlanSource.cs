// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Keyway.Artifacts.Content;
using Keyway.Compatibility;
using Keyway.Hosts.Store;
using Keyway.Resolution.Planning;

namespace Keyway.Cli;

/// <summary>The hosts that a plan is for: one, or all whose facts are in a directory.</summary>
internal static class PlanSource
{
    private static readonly FactName HostName = FactName.Parse("host.name");

    /// <summary>One host, with the layers of its current generation when its root is at hand.</summary>
    public static async Task<PlanHost> ReadHostAsync(ResolveArguments arguments, ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var (situation, _) = await arguments.SituationAsync(parsed, context, cancellationToken);
        var current = parsed.GetValue(arguments.Facts) is null ? new GenerationStore(context.Absolute(parsed.GetRequiredValue(arguments.Root)), context.Time).ReadStatus().Current : null;
        return new PlanHost(situation.Facts.TextOf(HostName) ?? "host", situation.Facts, situation.Symbols, [.. current?.Layers.Select(layer => layer.Digest) ?? []]);
    }

    /// <summary>Each <c>NAME.json</c> is the facts document of the host NAME; <c>NAME.symvers</c> beside it is its kernel's export table.</summary>
    public static async Task<ImmutableArray<PlanHost>> ReadFleetAsync(string directory, CliContext context, CancellationToken cancellationToken)
    {
        var hosts = ImmutableArray.CreateBuilder<PlanHost>();
        foreach (var file in Directory.EnumerateFiles(context.Absolute(directory), "*.json").Order(StringComparer.Ordinal))
        {
            var symbols = Path.ChangeExtension(file, ".symvers");
            var report = await HostSource.ReadAsync(new HostSource("/", file, File.Exists(symbols) ? symbols : null), context, cancellationToken);
            hosts.Add(new PlanHost(Path.GetFileNameWithoutExtension(file), report.Facts, report.Symbols, ImmutableHashSet<Digest>.Empty));
        }

        return hosts.Count > 0 ? hosts.ToImmutable() : throw Errors.NoFleet(directory);
    }
}
