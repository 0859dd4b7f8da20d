// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Trust.Tuf;

/// <summary>The source of a client that is offline: it has nothing.</summary>
internal sealed class NoTufSource : ITufSource
{
    public static NoTufSource Instance { get; } = new();

    public string Name => "the cache, without a repository,";

    public Task<byte[]?> ReadMetadataAsync(string file, int byteLimit, string step, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

    public Task<byte[]?> ReadTargetAsync(string path, int byteLimit, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
}
