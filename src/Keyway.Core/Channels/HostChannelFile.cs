// SPDX-License-Identifier: Apache-2.0

using Keyway.Artifacts.Content;

namespace Keyway.Channels;

/// <summary>The file in which a host keeps its <see cref="HostChannel"/>, below its store; the trusted metadata of both repositories lies beside it. Spec: spec/channel §"State of a host".</summary>
public static class HostChannelFile
{
    public const string Name = "host.json";

    /// <summary>The directory on the host whose file system starts at a root.</summary>
    public static string DirectoryOf(string root) => Path.Combine(root, "var", "lib", "keyway", "channel");

    /// <summary>What the host remembers; null on a host that has not joined a channel.</summary>
    /// <exception cref="Artifacts.KeywayException">KW2400: damaged, which is no way out of a channel.</exception>
    public static HostChannel? TryRead(string root)
    {
        var path = Path.Combine(DirectoryOf(root), Name);
        return File.Exists(path) ? ChannelReader.Host(SmallFile.Read(path, ChannelJson.MaxLength + 1), path) : null;
    }

    internal static Task WriteAsync(string root, HostChannel host, CancellationToken cancellationToken)
    {
        DurableDirectory.Create(DirectoryOf(root));
        return AtomicFile.WriteAsync(Path.Combine(DirectoryOf(root), Name), ChannelWriter.Write(host), cancellationToken);
    }
}
