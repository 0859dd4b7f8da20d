// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>Where a repository's files come from: a web server, or a directory on an air-gapped site. Nothing that it gives is trusted. Implementations are thread safe.</summary>
public interface ITufSource
{
    /// <summary>For refusals.</summary>
    string Name { get; }

    /// <summary>A metadata file, such as <c>2.root.json</c>; null when there is none.</summary>
    /// <param name="file">File name; a delegated role's name in it is percent-encoded.</param>
    /// <param name="byteLimit">More bytes than this are an attack.</param>
    /// <param name="step">The step of the specification that asks, for refusals.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="KeywayException">KW2310: more bytes. KW2312 or a code of the transport: not to be had now.</exception>
    Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken);

    /// <summary>A target by its path, with the hash in it when snapshots are consistent; null when there is none.</summary>
    /// <exception cref="KeywayException">As for <see cref="ReadMetadataAsync"/>.</exception>
    Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken);
}
