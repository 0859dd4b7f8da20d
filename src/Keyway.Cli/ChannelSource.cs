// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Oci;
using Keyway.Artifacts.Trust.Tuf;
using Keyway.Artifacts.Web;
using Keyway.Channels;

namespace Keyway.Cli;

/// <summary>Where a host gets the two repositories of its channel: an address, or a directory on an air-gapped site.</summary>
internal sealed class ChannelSource(string source, CliContext context) : IDisposable
{
    private readonly WebClient? client = IsWeb(source) ? new WebClient(new RegistrySettings { EnvironmentVariable = context.EnvironmentVariable, Time = context.Time, WorkingDirectory = context.WorkingDirectory }) : null;

    private static bool IsWeb(string source) => source.StartsWith("https://", StringComparison.Ordinal) || source.StartsWith("http://", StringComparison.Ordinal);

    /// <summary>As it is remembered: a directory by its absolute path.</summary>
    /// <exception cref="Artifacts.KeywayException">KW9031: not a web address. A host cannot leave a channel, so it does not join one that it could never read.</exception>
    public static string Canonical(string source, CliContext context)
    {
        if (!IsWeb(source)) return context.Absolute(source);
        return Uri.TryCreate(source, UriKind.Absolute, out _) ? source.TrimEnd('/') : throw Errors.BadAddress(source);
    }

    public ITufSource Open(string folder) => client is null
        ? new DirectoryTufSource(Path.Combine(source, folder))
        : new WebTufSource(client, new Uri($"{source}/{folder}/{DirectoryTufSource.MetadataFolder}/"), new Uri($"{source}/{folder}/{DirectoryTufSource.TargetsFolder}/"));

    /// <summary>What both repositories say about a host and some packages.</summary>
    public static async Task<ChannelView> UpdateAsync(ChannelMember member, IReadOnlyList<ChannelPackage> packages, CliContext context, CancellationToken cancellationToken)
    {
        using ChannelSource opened = new(member.Host.Source, context);
        return await member.UpdateAsync(opened.Open, packages, cancellationToken);
    }

    public void Dispose() => client?.Dispose();
}
