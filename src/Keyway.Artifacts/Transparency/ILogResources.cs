// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>Where the static resources of a tiled log are read from: a directory, a web server. Nothing that it returns is believed before it was checked against a checkpoint. Thread safe.</summary>
public interface ILogResources
{
    /// <summary>How messages name this log.</summary>
    string Name { get; }

    /// <summary>The bytes of a resource, or null when there is none of that name.</summary>
    /// <param name="path">A name from <see cref="TilePath"/>.</param>
    /// <param name="limit">A larger resource is refused.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="KeywayException">The resource is larger than the limit or cannot be read.</exception>
    ValueTask<byte[]?> ReadAsync(string path, int limit, CancellationToken cancellationToken);
}
